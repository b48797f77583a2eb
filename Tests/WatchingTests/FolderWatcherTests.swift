// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

@testable import Watching

/// Each test reads views until it sees what it waits for; the time limit is its failure.
@Suite(.timeLimit(.minutes(1)))
struct FolderWatcherTests {
  private let folder: TemporaryFolder
  private let tree: Tree
  private var root: Path { Path(folder.path) }

  init() throws {
    folder = try TemporaryFolder()
    tree = Tree(root: Path(folder.path))
  }

  // MARK: Finding

  @Test func `the first view holds what is there, watched`() async throws {
    try tree.make("a/clip.mp4", "montage.yaml", "notes.txt")
    try await watch { (views) in
      let view = try await views.next()
      #expect(view.names == ["a/clip.mp4", "montage.yaml", "notes.txt"])
      #expect(view.presence == .watching)
      // A note is no file that anybody waits for.
      #expect(Set(view.unsettled.keys) == ["a/clip.mp4", "montage.yaml"])
    }
  }

  @Test func `a config settles by itself`() async throws {
    try await watch { (views) in
      try tree.make("montage.yaml")
      try await views.until { $0.names == ["montage.yaml"] && $0.isSettled("montage.yaml") }
    }
  }

  @Test func `a clip that was closed settles in two seconds, and again when it was written`()
    async throws
  {
    try await watch { (views) in
      _ = try await views.next()
      for length in 1...2 {
        let start = ContinuousClock.now
        try FileDescriptor.open(root.joining("a.mpg.mp4"), .replacing(permissions: 0o600))
          .writeAll([UInt8](repeating: 1, count: length))
        let view = try await views.until {
          $0.files.first?.status.size == Int64(length) && $0.unsettled.isEmpty
        }
        #expect(start.duration(to: .now) >= .seconds(2))
        #expect(view.names == ["a.mpg.mp4"])
      }
    }
  }

  @Test func `what settled before need not settle again`() async throws {
    try tree.make("a/clip.mp4", "new.mp4")
    let known = try FolderScan.run(root).files.filter { $0.path == "a/clip.mp4" }
    let prints = Set(known.map(\.fingerprint))
    let watcher = FolderWatcher(root, isKnown: { prints.contains($0) })
    try await watch(watcher) { (views) in
      let view = try await views.next()
      #expect(Set(view.unsettled.keys) == ["new.mp4"])
    }
  }

  @Test func `folders made and filled at once are read to the bottom`() async throws {
    try await watch { (views) in
      for number in 0..<100 { try tree.make("a\(number)/b/c/d/e/clip.mp4") }
      try await views.until { $0.files.count == 100 }
      // And watched there.
      for number in 0..<100 { try tree.make("a\(number)/b/c/d/e/other.mp4") }
      try await views.until { $0.files.count == 200 }
    }
  }

  @Test func `a folder moved in brings its files, one moved out is heard of no more`() async throws
  {
    let outside = try TemporaryFolder()
    let other = Tree(root: Path(outside.path))
    for number in 0..<200 { try other.make("trip/day\(number % 20)/\(number).mp4") }
    try await watch { (views) in
      _ = try await views.next()
      #expect(rename(outside.file("trip"), folder.file("trip")) == 0)
      try await views.until { $0.files.count == 200 }
      #expect(rename(folder.file("trip"), outside.file("trip")) == 0)
      try await views.until { $0.files.isEmpty }
      try other.make("trip/day3/later.mp4")
      try tree.make("end.mp4")
      let view = try await views.until { !$0.files.isEmpty }
      #expect(view.names == ["end.mp4"])
    }
  }

  @Test func `a renamed folder's files stay settled`() async throws {
    try tree.make("a/b/x.montage.yaml", "a/y.montage.yaml")
    try await watch { (views) in
      try await views.until { $0.files.count == 2 && $0.unsettled.isEmpty }
      #expect(rename(folder.file("a"), folder.file("z")) == 0)
      let view = try await views.until { $0.names.first == "z/b/x.montage.yaml" }
      #expect(view.files.count == 2 && view.unsettled.isEmpty)
    }
  }

  @Test func `more reports than the kernel keeps cost no file`() async throws {
    // While the watcher merges, reports pile up: two for each file, and the kernel keeps 16,384.
    var timing = FolderWatcher.Timing()
    timing.merge = .seconds(3)
    try Directory.make(root.joining("many"))
    try await watch(FolderWatcher(root, timing: timing)) { (views) in
      _ = try await views.next()
      try tree.make("first.mp4")
      for number in 0..<9000 { try tree.make("many/\(number).mp4") }
      try await views.until { $0.files.count == 9001 }
    }
  }

  @Test func `names that look alike are different files`() async throws {
    let names: [[UInt8]] = [
      Array("caf\u{E9}.mov".utf8), Array("cafe\u{301}.mov".utf8), [0x62, 0xFF] + ".mov".utf8,
    ]
    try await watch { (views) in
      for name in names {
        try FileDescriptor.open(root.joining(name), .creating(permissions: 0o600)).writeAll([1])
      }
      let view = try await views.until { $0.files.count == 3 }
      #expect(Set(view.files.map(\.path.bytes)) == Set(names))
    }
  }

  // MARK: Pausing and leaving out

  @Test func `a pause comes and goes`() async throws {
    try tree.make("trip/montage.yaml")
    try await watch { (views) in
      _ = try await views.next()
      try tree.make("trip/Pause")
      try await views.until { $0.paused == ["trip"] }
      try tree.make("PAUSE")
      try await views.until { $0.paused == ["trip", Path(bytes: [])] }
      try Removal.removeFile(root.joining("trip/Pause"))
      try await views.until { $0.paused == [Path(bytes: [])] }
    }
  }

  @Test func `a folder that is kept out goes and comes back`() async throws {
    try tree.make("a/b/clip.mp4")
    try await watch { (views) in
      try await views.until { $0.files.count == 1 }
      try tree.make("a/.nomedia")
      try await views.until { $0.files.isEmpty }
      try Removal.removeFile(root.joining("a/.nomedia"))
      try await views.until { $0.files.count == 1 }
    }
  }

  // MARK: Presence

  @Test func `a drop folder that appears later comes alive`() async throws {
    try await watch(FolderWatcher(root.joining("not/yet/here"))) { (views) in
      let first = try await views.next()
      #expect(first.presence == .offline(reason: "there is no such folder"))
      try tree.make("not/yet/here/clip.mp4")
      try await views.until { $0.presence == .watching && $0.names == ["clip.mp4"] }
    }
  }

  @Test func `a drop folder that goes is offline, and back when it is back`() async throws {
    try tree.make("drop/clip.mp4")
    try await watch(FolderWatcher(root.joining("drop"))) { (views) in
      try await views.until { $0.presence == .watching }
      #expect(rename(folder.file("drop"), folder.file("away")) == 0)
      let gone = try await views.until { $0.presence != .watching }
      #expect(gone.presence == .offline(reason: "there is no such folder") && gone.files.isEmpty)
      #expect(rename(folder.file("away"), folder.file("drop")) == 0)
      try await views.until { $0.presence == .watching && $0.names == ["clip.mp4"] }
    }
  }

  @Test func `a new folder gets a marker, an emptied one without it is doubted`() async throws {
    let marker = root.joining(FolderMarker.name)
    try await watch { (views) in
      let first = try await views.next()
      let uuid = try #require(first.marker)
      #expect(FolderMarker.read(root) == uuid)
      try Removal.removeFile(marker)
      let doubted = try await views.until { $0.presence != .watching }
      guard case .offline(let reason) = doubted.presence else {
        Issue.record("not offline")
        return
      }
      #expect(reason.contains("is empty and lacks its marker: is the disk mounted?"))
      // Nothing is written to what may be a bare mount point, until there is something in it.
      #expect(FolderMarker.read(root) == nil)
      try tree.make("clip.mp4")
      let back = try await views.until { $0.presence == .watching }
      #expect(back.marker == uuid && FolderMarker.read(root) == uuid)
    }
  }

  @Test func `another folder's marker is taken over`() async throws {
    let other = FolderMarker.newUUID()
    #expect(FolderMarker.write(other, to: root))
    let watcher = FolderWatcher(root, marker: FolderMarker.newUUID())
    try await watch(watcher) { (views) in
      let view = try await views.next()
      #expect(view.marker == other && view.presence == .watching)
    }
  }

  // MARK: Where reports cannot be had

  @Test func `refused watches mean polling, until they are allowed again`() async throws {
    for number in 0..<20 { try tree.make("a\(number)/1.mp4") }
    let limit = Limit(code: ENOSPC, after: 10)
    var timing = FolderWatcher.Timing()
    timing.poll = .milliseconds(200)
    let hooks = FolderWatcher.Hooks(addWatch: limit.add)
    let watcher = FolderWatcher(root, timing: timing, marker: nil, hooks: hooks)
    try await watch(watcher) { (views) in
      let first = try await views.next()
      guard case .polling(let reason) = first.presence else {
        Issue.record("not polling")
        return
      }
      #expect(reason.contains("fs.inotify.max_user_watches"))
      for number in 0..<20 { try tree.make("a\(number)/2.mp4") }
      try await views.until { $0.files.count == 40 }
      #expect(limit.calls == 11)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a closed folder is a problem until it is opened`() async throws {
    try tree.make("closed/clip.mp4", "open.mp4")
    #expect(chmod(folder.file("closed"), 0) == 0)
    defer { chmod(folder.file("closed"), 0o700) }
    try await watch { (views) in
      let first = try await views.next()
      #expect(first.problems.map(\.path) == ["closed"] && first.names == ["open.mp4"])
      #expect(chmod(folder.file("closed"), 0o700) == 0)
      try await views.until { $0.problems.isEmpty && $0.files.count == 2 }
    }
  }

  // MARK: Running

  @Test func `whoever asks for a look gets a view`() async throws {
    let watcher = FolderWatcher(root)
    try await watch(watcher) { (views) in
      for _ in 0..<3 {
        _ = try await views.next()
        watcher.look()
      }
    }
  }

  @Test func `a look that hangs makes the folder offline, and no more than that`() async throws {
    let gate = Gate()
    var timing = FolderWatcher.Timing()
    timing.stall = .milliseconds(200)
    let hooks = FolderWatcher.Hooks(addWatch: { (queue, path) throws(SystemError) in
      gate.pass()
      return try queue.add(path)
    })
    let watcher = FolderWatcher(root, timing: timing, marker: nil, hooks: hooks)
    try await watch(watcher) { (views) in
      let stalled = try await views.next()
      #expect(stalled.presence == .offline(reason: "does not answer"))
      gate.open()
      let view = try await views.next()
      #expect(view.presence == .watching)
    }
  }

  @Test func `a hanging look does not keep the task from ending`() async throws {
    let gate = Gate()
    let hooks = FolderWatcher.Hooks(addWatch: { (queue, path) throws(SystemError) in
      gate.pass()
      return try queue.add(path)
    })
    let watcher = FolderWatcher(root, timing: .init(), marker: nil, hooks: hooks)
    let task = Task { await watcher.run() }
    task.cancel()
    await task.value
    gate.open()
    for await _ in watcher.views {}
  }

  /// Runs a watcher as long as the body reads its views.
  private func watch(
    _ watcher: FolderWatcher? = nil, _ body: (Views) async throws -> Void
  ) async throws {
    let watcher = watcher ?? FolderWatcher(root)
    let task = Task { await watcher.run() }
    do {
      try await body(Views(watcher: watcher))
    } catch {
      task.cancel()
      throw error
    }
    task.cancel()
    await task.value
  }
}

/// The views of one watcher.
private struct Views {
  let watcher: FolderWatcher

  func next() async throws -> FolderView {
    for await view in watcher.views { return view }
    throw CancellationError()
  }

  /// The first view that is as wanted.
  @discardableResult
  func until(_ isWanted: (FolderView) -> Bool) async throws -> FolderView {
    while true {
      let view = try await next()
      if isWanted(view) { return view }
    }
  }
}

extension FolderView {
  fileprivate var names: [String] { files.map(\.path.display) }
}

/// Holds threads up until it is opened: a pipe, which ends when its writer closes.
private final class Gate: Sendable {
  private let ends: (reader: Int32, writer: Int32)

  init() {
    var ends: [Int32] = [0, 0]
    _ = pipe(&ends)
    self.ends = (ends[0], ends[1])
  }

  func pass() {
    var byte: UInt8 = 0
    _ = read(ends.reader, &byte, 1)
  }

  func open() { close(ends.writer) }

  deinit { close(ends.reader) }
}
