// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

@testable import Watching

/// A drop folder that is looked at by a manual clock.
private struct Drop {
  let folder: TemporaryFolder
  var settling: Settling
  private var known: [Path: ScannedFile] = [:]
  /// What a look into a file finds; whole when it is not named.
  var findings: [Path: Settling.Finding] = [:]
  /// Files that were looked into, in order.
  var examined: [Path] = []

  init(_ kind: FileSystemKind, _ paths: String...) throws {
    folder = try TemporaryFolder()
    settling = Settling(on: kind)
    for path in paths { try write("x", to: path) }
  }

  func write(_ text: String, to path: String) throws {
    try FileDescriptor.open(Path(folder.file(path)), .replacing(permissions: 0o600))
      .writeAll(Array(text.utf8))
  }

  /// One look, so many seconds after the start.
  mutating func look(at seconds: Double, closed: Set<Path> = []) throws {
    let now = Duration.seconds(10_000) + .seconds(seconds)
    let files = try FolderScan.run(Path(folder.path)).files
    let paths = Set(files.map(\.path))
    for path in known.keys where !paths.contains(path) {
      settling.forget(path)
      known[path] = nil
    }
    for file in files where known[file.path]?.fingerprint != file.fingerprint {
      settling.see(file, closed: closed.contains(file.path), at: now)
      known[file.path] = file
    }
    for path in settling.due(at: now) {
      guard let file = known[path] else { continue }
      var examined = examined
      let findings = findings
      settling.judge(file, at: now) {
        examined.append($0.path)
        return findings[$0.path] ?? .whole
      }
      self.examined = examined
    }
  }

  var unsettled: [Path] { settling.unsettled.keys.sorted() }
  var givenUp: [Path] { settling.unsettled.filter(\.value.isGivenUp).keys.sorted() }
  /// Seconds after the start.
  var next: Double? { settling.next.map { ($0 - .seconds(10_000)) / .seconds(1) } }
  func reason(_ path: Path) -> FolderView.Unsettled.Reason? { settling.unsettled[path]?.reason }
}

struct SettlingTests {
  private static let local = FileSystemKind.local
  private static let network = FileSystemKind.network

  @Test(
    arguments: [
      (local, "a.mp4", false, 10), (local, "a.mp4", true, 2), (local, "montage.yaml", false, 1),
      (local, "a.mts", true, 30), (network, "a.mp4", true, 10), (network, "montage.yaml", true, 1),
    ] as [(FileSystemKind, Path, Bool, Double)])
  func `a file settles after the quiet time of its kind, and says when to look`(
    kind: FileSystemKind, path: Path, isClosed: Bool, quiet: Double
  ) throws {
    var drop = try Drop(kind, path.display)
    try drop.look(at: 0, closed: isClosed ? [path] : [])
    #expect(drop.reason(path) == .changing && drop.next == quiet)
    try drop.look(at: quiet - 0.01)
    #expect(drop.unsettled == [path])
    try drop.look(at: quiet)
    #expect(drop.unsettled == [] && drop.next == nil)
  }

  @Test func `a write starts the quiet anew`() throws {
    var drop = try Drop(Self.local, "a.mp4")
    try drop.look(at: 0)
    try drop.write("xyz", to: "a.mp4")
    try drop.look(at: 9)
    #expect(drop.next == 19)
    try drop.look(at: 18)
    #expect(drop.unsettled == ["a.mp4"])
    try drop.look(at: 19)
    #expect(drop.unsettled == [])
  }

  @Test func `a settled file is looked into once, and again when it was written`() throws {
    var drop = try Drop(Self.local, "a.mp4", "b.mp4")
    for second in [0, 10, 11, 12] { try drop.look(at: Double(second)) }
    #expect(drop.examined == ["a.mp4", "b.mp4"])
    try drop.write("xyz", to: "b.mp4")
    try drop.look(at: 13)
    #expect(drop.unsettled == ["b.mp4"])
    try drop.look(at: 23)
    #expect(drop.unsettled == [])
    #expect(drop.examined == ["a.mp4", "b.mp4", "b.mp4"])
  }

  @Test func `a copy that broke off is waited for, then given up`() throws {
    var drop = try Drop(Self.local, "a.mp4", "half.mp4")
    drop.findings["half.mp4"] = .incomplete(percent: 60)
    try drop.look(at: 0)
    try drop.look(at: 10)
    #expect(drop.unsettled == ["half.mp4"] && drop.givenUp == [])
    #expect(drop.reason("half.mp4") == .incomplete(percent: 60))
    #expect(drop.next == 70)
    for second in [70, 129] { try drop.look(at: Double(second)) }
    #expect(drop.givenUp == [] && drop.next == 130)
    try drop.look(at: 130)
    #expect(drop.givenUp == ["half.mp4"] && drop.next == 190)
  }

  @Test func `an unfinished file is looked into ever more rarely, and offered after a day`() throws
  {
    var drop = try Drop(Self.local, "holes.mp4")
    drop.findings["holes.mp4"] = .incomplete(percent: 5)
    try drop.look(at: 0)
    var waits: [Double] = []
    var last = 0.0
    while let next = drop.next?.rounded(), waits.count < 200 {
      try drop.look(at: next)
      if drop.examined.count > waits.count {
        waits.append(next - last)
        last = next
      }
    }
    #expect(Array(waits.prefix(7)) == [10, 60, 120, 240, 480, 900, 900])
    #expect(drop.unsettled == [] && last <= 24 * 3600)
  }

  @Test func `a copy that goes on after it was given up is waited for again`() throws {
    var drop = try Drop(.local, "half.mp4")
    drop.findings["half.mp4"] = .incomplete(percent: 10)
    for second in [0, 10, 70, 130] { try drop.look(at: Double(second)) }
    #expect(drop.givenUp == ["half.mp4"])
    try drop.write("more of it", to: "half.mp4")
    try drop.look(at: 131)
    #expect(drop.givenUp == [] && drop.unsettled == ["half.mp4"])
    for second in [141, 201] { try drop.look(at: Double(second)) }
    #expect(drop.givenUp == [])
    try drop.look(at: 261)
    #expect(drop.givenUp == ["half.mp4"])
  }

  @Test func `a copy that goes on in time counts as any other`() throws {
    var drop = try Drop(Self.local, "half.mp4")
    drop.findings["half.mp4"] = .incomplete(percent: 10)
    for second in [0, 10] { try drop.look(at: Double(second)) }
    try drop.write("all of it", to: "half.mp4")
    drop.findings = [:]
    for second in [60, 70] { try drop.look(at: Double(second)) }
    #expect(drop.unsettled == [] && drop.next == nil)
  }

  @Test func `an empty clip is given up, an empty config settles`() throws {
    var drop = try Drop(Self.local)
    try drop.write("", to: "a.mp4")
    try drop.write("", to: "montage.yaml")
    try drop.look(at: 0)
    #expect(drop.reason("a.mp4") == .empty)
    try drop.look(at: 1)
    #expect(drop.unsettled == ["a.mp4"] && drop.givenUp == [])
    try drop.look(at: 120)
    #expect(drop.givenUp == ["a.mp4"] && drop.examined == ["montage.yaml"])
  }

  @Test func `a file that may not be read waits for a change, or for a look at everything`() throws
  {
    var drop = try Drop(Self.local, "a.mp4")
    let error = SystemError(errno: 13, call: "openat2", path: "a.mp4")
    drop.findings["a.mp4"] = .unreadable(error)
    for second in [0, 10] { try drop.look(at: Double(second)) }
    #expect(drop.reason("a.mp4") == .unreadable(error) && drop.next == 130)
    try drop.look(at: 130)
    #expect(drop.givenUp == ["a.mp4"] && drop.next == nil)
    drop.findings = [:]
    drop.settling.retryUnreadable(at: .seconds(10_200))
    try drop.look(at: 200)
    #expect(drop.unsettled == [])
  }

  @Test func `a file that vanishes under our eyes is not settled`() throws {
    var drop = try Drop(Self.local, "a.mp4")
    drop.findings["a.mp4"] = .gone
    for second in [0, 10] { try drop.look(at: Double(second)) }
    #expect(drop.unsettled == ["a.mp4"] && drop.next == 11)
  }

  @Test func `a writer who closes again starts the quiet anew`() throws {
    var drop = try Drop(Self.local, "a.mp4")
    try drop.look(at: 0, closed: ["a.mp4"])
    let file = try #require(try FolderScan.run(Path(drop.folder.path)).files.first)
    drop.settling.seeClosed(file, at: .seconds(10_001))
    #expect(drop.next == 3)
    drop.findings["a.mp4"] = .incomplete(percent: 1)
    try drop.look(at: 3)
    #expect(drop.next == 63)
    drop.settling.seeClosed(file, at: .seconds(10_010))
    #expect(drop.next == 12)
    drop.settling.seeClosed(file, at: .seconds(10_011))
    #expect(drop.next == 13)
  }

  @Test func `what is gone is forgotten, and starts anew when it comes back`() throws {
    var drop = try Drop(Self.local, "a.mp4")
    for second in [0, 10] { try drop.look(at: Double(second)) }
    try Directory.removeFile(
      Array("a.mp4".utf8), in: FileDescriptor.open(Path(drop.folder.path), .directory))
    try drop.look(at: 11)
    #expect(drop.unsettled == [] && drop.next == nil)
    try drop.write("x", to: "a.mp4")
    try drop.look(at: 12)
    #expect(drop.unsettled == ["a.mp4"])
    try drop.look(at: 22)
    #expect(drop.unsettled == [])
  }

  @Test func `the next look is at the earliest of all files' times`() throws {
    var drop = try Drop(Self.local, "a.mp4", "b.mts", "montage.yaml", "notes.txt")
    try drop.look(at: 0)
    #expect(drop.next == 1)
    try drop.look(at: 1)
    #expect(drop.next == 10)
    try drop.look(at: 10)
    #expect(drop.next == 30)
    try drop.look(at: 30)
    #expect(drop.next == nil)
  }
}
