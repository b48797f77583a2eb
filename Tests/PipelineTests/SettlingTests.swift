// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing
import Watching

@testable import Pipeline

/// A drop folder that is looked at by a manual clock.
private struct Drop {
  let tree: Tree
  var settling: Settling
  /// Files whose containers are not complete.
  var broken: Set<Path> = []
  /// Files whose containers were walked, in order.
  var walked: [Path] = []

  init(_ kind: FileSystemKind, _ paths: String...) throws {
    tree = try Tree()
    for path in paths { try tree.write("x", to: path) }
    settling = Settling(on: kind)
  }

  /// One look, so many seconds after the start.
  mutating func look(at seconds: Double, closed: Set<Path> = []) throws -> Settling.Look {
    var walked = walked
    let broken = broken
    defer { self.walked = walked }
    return settling.observe(
      try tree.files(), closed: closed, at: .seconds(10_000) + .seconds(seconds)
    ) { file in
      walked.append(file.path)
      return !broken.contains(file.path)
    }
  }
}

extension Settling.Look {
  /// Seconds after the start.
  fileprivate var nextSecond: Double? { next.map { ($0 - .seconds(10_000)) / .seconds(1) } }
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
    let first = try drop.look(at: 0, closed: isClosed ? [path] : [])
    #expect(first.settled == [] && first.nextSecond == quiet)
    #expect(try drop.look(at: quiet - 0.01).settled == [])
    let last = try drop.look(at: quiet)
    #expect(last.settled == [path] && last.next == nil && last.givenUp == [])
  }

  @Test func `a write starts the quiet anew`() throws {
    var drop = try Drop(Self.local, "a.mp4")
    _ = try drop.look(at: 0)
    try drop.tree.write("xyz", to: "a.mp4")
    #expect(try drop.look(at: 9).nextSecond == 19)
    #expect(try drop.look(at: 18).settled == [])
    #expect(try drop.look(at: 19).settled == ["a.mp4"])
  }

  @Test func `a settled file is walked once, and again when it was written`() throws {
    var drop = try Drop(Self.local, "a.mp4", "b.mp4")
    for second in [0, 10, 11, 12] { _ = try drop.look(at: Double(second)) }
    #expect(drop.walked == ["a.mp4", "b.mp4"])
    try drop.tree.write("xyz", to: "b.mp4")
    _ = try drop.look(at: 13)
    #expect(try drop.look(at: 14).settled == ["a.mp4"])
    #expect(try drop.look(at: 23).settled == ["a.mp4", "b.mp4"])
    #expect(drop.walked == ["a.mp4", "b.mp4", "b.mp4"])
  }

  @Test func `a copy that broke off is waited for, then given up`() throws {
    var drop = try Drop(Self.local, "a.mp4", "half.mp4")
    drop.broken = ["half.mp4"]
    _ = try drop.look(at: 0)
    let quiet = try drop.look(at: 10)
    #expect(quiet.settled == ["a.mp4"] && quiet.givenUp == [])
    #expect(quiet.nextSecond == 70)
    #expect(try drop.look(at: 129).givenUp == [])
    let late = try drop.look(at: 130)
    #expect(late.settled == ["a.mp4"] && late.givenUp == ["half.mp4"])
  }

  @Test func `a copy that goes on after it was given up is waited for again`() throws {
    var drop = try Drop(.local, "half.mp4")
    drop.broken = ["half.mp4"]
    for second in [0, 10, 130] { _ = try drop.look(at: Double(second)) }
    #expect(try drop.look(at: 130).givenUp == ["half.mp4"])
    try drop.tree.write("more of it", to: "half.mp4")
    // Nothing may use it now, whole or not.
    let grown = try drop.look(at: 131)
    #expect(grown.givenUp == [] && grown.settled == [])
    #expect(try drop.look(at: 141).givenUp == [])
    #expect(try drop.look(at: 261).givenUp == ["half.mp4"])
  }

  @Test func `a copy that goes on in time counts as any other`() throws {
    var drop = try Drop(Self.local, "half.mp4")
    drop.broken = ["half.mp4"]
    _ = try drop.look(at: 0)
    _ = try drop.look(at: 10)
    try drop.tree.write("all of it", to: "half.mp4")
    drop.broken = []
    _ = try drop.look(at: 60)
    let done = try drop.look(at: 70)
    #expect(done.settled == ["half.mp4"] && done.givenUp == [])
    // Long after, it is neither forgotten nor given up.
    #expect(try drop.look(at: 1000).settled == ["half.mp4"])
  }

  @Test func `an empty clip never settles, an empty config does`() throws {
    var drop = try Drop(Self.local)
    try drop.tree.write("", to: "a.mp4")
    try drop.tree.write("", to: "montage.yaml")
    _ = try drop.look(at: 0)
    #expect(try drop.look(at: 300).settled == ["montage.yaml"])
  }

  @Test func `what is gone is forgotten, and starts anew when it comes back`() throws {
    var drop = try Drop(Self.local, "a.mp4")
    _ = try drop.look(at: 0)
    #expect(try drop.look(at: 10).settled == ["a.mp4"])
    try drop.tree.remove("a.mp4")
    let empty = try drop.look(at: 11)
    #expect(empty.settled == [] && empty.next == nil)
    try drop.tree.write("x", to: "a.mp4")
    #expect(try drop.look(at: 12).settled == [])
    #expect(try drop.look(at: 22).settled == ["a.mp4"])
  }

  @Test func `the next look is at the earliest of all files' times`() throws {
    var drop = try Drop(Self.local, "a.mp4", "b.mts", "montage.yaml")
    #expect(try drop.look(at: 0).nextSecond == 1)
    #expect(try drop.look(at: 1).nextSecond == 10)
    #expect(try drop.look(at: 10).nextSecond == 30)
    #expect(try drop.look(at: 30).next == nil)
  }
}
