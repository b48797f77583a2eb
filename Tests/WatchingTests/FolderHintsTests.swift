// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing
import Watching

/// Each test looks again after every hint until it sees what it waits for; the time limit is its failure.
@Suite(.timeLimit(.minutes(1)))
struct FolderHintsTests {
  private let folder: TemporaryFolder
  private let tree: Tree
  private var root: Path { Path(folder.path) }

  init() throws {
    folder = try TemporaryFolder()
    tree = Tree(root: Path(folder.path))
  }

  @Test func `a new file is hinted at, and its closing remembered`() async throws {
    try await watch { (hints) in
      #expect(hints.mode == .watching)
      try tree.make("clip.mp4")
      var closed: Set<Path> = []
      while !closed.contains("clip.mp4") {
        try await next(hints)
        closed.formUnion(hints.takeClosed())
      }
      #expect(try names() == ["clip.mp4"])
      #expect(hints.takeClosed() == [])
    }
  }

  @Test func `folders made and filled at once are watched to the bottom`() async throws {
    try await watch { (hints) in
      for number in 0..<30 { try tree.make("a\(number)/b/c/d/e/clip.mp4") }
      while try names().count < 30 { try await next(hints) }
      // The bottom of each is watched soon: then a file's closing is seen there.
      for number in 0..<30 {
        var attempt = 0
        var isSeen = false
        while !isSeen {
          attempt += 1
          let path = "a\(number)/b/c/d/e/\(attempt).mp4"
          try tree.make(path)
          try await next(hints)
          isSeen = hints.takeClosed().contains(Path(path))
        }
      }
    }
  }

  @Test func `a folder moved in brings its files, one moved out is watched no more`() async throws {
    let outside = try TemporaryFolder()
    try Tree(root: Path(outside.path)).make("trip/day/clip.mp4")
    try await watch { (hints) in
      #expect(rename(outside.file("trip"), folder.file("trip")) == 0)
      while try names() != ["trip/day/clip.mp4"] { try await next(hints) }
      #expect(rename(folder.file("trip"), outside.file("trip")) == 0)
      while try names() != [] { try await next(hints) }
      try tree.make("end.mp4")
      while !hints.takeClosed().contains("end.mp4") { try await next(hints) }
      try Tree(root: Path(outside.path)).make("trip/day/later.mp4")
      try tree.make("end2.mp4")
      var closed: Set<Path> = []
      while !closed.contains("end2.mp4") {
        try await next(hints)
        closed.formUnion(hints.takeClosed())
      }
      #expect(closed == ["end2.mp4"])
    }
  }

  @Test func `where reports cannot be had the clock hints`() async throws {
    // /proc changes without a word; so does any folder that is not there.
    try await watch(root.joining("none")) { (hints) in
      guard case .polling(let reason) = hints.mode else {
        Issue.record("not polling")
        return
      }
      #expect(reason.contains("No such file or directory"))
      for _ in 0..<3 { try await next(hints) }
    }
  }

  @Test func `a drop folder that appears later is watched from then on`() async throws {
    let late = root.joining("late")
    try await watch(late) { (hints) in
      try tree.make("late/clip.mp4")
      while hints.mode != .watching { try await next(hints) }
      try tree.make("late/other.mp4")
      while !hints.takeClosed().contains("other.mp4") { try await next(hints) }
    }
  }

  @Test func `the end of the task ends the hints`() async throws {
    let hints = FolderHints(root)
    let task = Task { await hints.run() }
    try await next(hints)
    task.cancel()
    for await _ in hints.hints {}
    await task.value
  }

  /// Runs hints with an impatient clock; the body begins after the first hint.
  private func watch(
    _ path: Path? = nil,
    _ body: (FolderHints) async throws -> Void
  ) async throws {
    var timing = FolderHints.Timing()
    timing.poll = .milliseconds(200)
    timing.reconcile = path == nil ? .seconds(300) : .milliseconds(200)
    timing.merge = .milliseconds(10)
    let hints = FolderHints(path ?? root, timing: timing)
    let task = Task { await hints.run() }
    try await next(hints)
    do {
      try await body(hints)
    } catch {
      task.cancel()
      throw error
    }
    task.cancel()
    await task.value
  }

  /// Waits for a hint.
  private func next(_ hints: FolderHints) async throws {
    for await _ in hints.hints { return }
    throw CancellationError()
  }

  private func names() throws -> [String] {
    try FolderScan.run(root).files.map { $0.path.display }
  }
}
