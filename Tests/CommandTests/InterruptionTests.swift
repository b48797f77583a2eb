// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Ends that come too early: a film is there whole, or not at all, and the next `make` works.
@Suite(.timeLimit(.minutes(3)), .serialized)
struct InterruptionTests {
  /// A project whose film takes a while.
  private func desk(isCold: Bool = false) throws -> Desk {
    let desk = try Desk(isCold: isCold)
    try desk.bring(clips: 3, config: "height: 360\nduration: 6\n")
    return desk
  }

  /// Waits until a name appears below the desk's folder.
  private func wait(_ desk: Desk, for path: String, _ isThere: (String) -> Bool) throws {
    for _ in 0..<3000 {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: desk.folder.file(path)))
      if names?.contains(where: isThere) == true { return }
      usleep(10_000)
    }
    Issue.record("nothing appeared in \(path)")
  }

  private func publicNames(_ desk: Desk) -> [String] {
    desk.results.filter { !$0.hasPrefix(".") }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a stop takes unfinished files away and looks like one to the shell`(signal: Int32) throws {
    let desk = try desk()
    let running = try desk.start(["make", desk.project])
    try wait(desk, for: "cache/pieces") { $0.hasPrefix(".") }
    kill(running.process.processIdentifier, signal)
    let program = running.wait()
    #expect(program.status == 128 + signal)
    #expect(program.errors == "")
    #expect(program.seconds < 60)
    #expect(desk.results == [])
    let pieces = try FileManager.default.contentsOfDirectory(
      atPath: desk.folder.file("cache/pieces"))
    #expect(pieces.allSatisfy { !$0.hasPrefix(".") })
    #expect(try desk.make().program.status == 0)
    #expect(try desk.film().frames == 180)
  }

  @Test(arguments: ["cache/pieces", "project/montages"])
  func `a kill leaves no film under a public name, and the next make works`(place: String) throws {
    let desk = try desk()
    let running = try desk.start(["make", desk.project])
    try wait(desk, for: place) { $0.hasPrefix(".") }
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.wait()
    #expect(publicNames(desk) == [])
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    #expect(document["montages"][0]["frames"].count == 180)
    #expect(try desk.film().frames == 180)
    #expect(!desk.results.contains { $0.hasPrefix(".") }, "nothing is left of the killed one")
  }

  @Test func `a stop without a cache leaves nothing anywhere`() throws {
    let desk = try desk(isCold: true)
    let running = try desk.start(["make", desk.project, "--no-cache"])
    try wait(desk, for: "") { $0.hasPrefix("montaged-") }
    try wait(desk, for: "project") { $0 == "montages" }
    kill(running.process.processIdentifier, SIGINT)
    _ = running.wait()
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder.path) == ["project"])
  }

  @Test func `two at the same time end with one whole film`() throws {
    let desk = try desk()
    let both = try (0..<2).map { _ in try desk.start(["make", desk.project]) }
    for program in both.map({ $0.wait() }) { #expect(program.status == 0, "\(program.errors)") }
    #expect(try desk.film().frames == 180)
    #expect(!desk.results.contains { $0.hasPrefix(".") })
  }
}
