// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// The daemon's ends: asked for, and not.
@Suite(.timeLimit(.minutes(5)))
struct DaemonCrashTests {
  private let material: DaemonMaterial
  private let film = "Trip/montages/montage.mp4"

  init() async throws { material = try await DaemonMaterial.shared.value }

  /// A project that was there before its daemon.
  private func prepare(_ warmth: DaemonMaterial.Warmth) throws -> DaemonUnderTest {
    let daemon = try DaemonUnderTest(warmth, material)
    for clip in material.clips { try daemon.drop(material.file(clip), as: "Trip/\(clip)") }
    try daemon.drop(material.file("song.flac"), as: "Trip/song.flac")
    try daemon.write("", to: "Trip/montage.yaml")
    return daemon
  }

  /// Opens and closes every file for writing: a restarted daemon then needs not wait for as long as it would.
  private func touch(_ daemon: DaemonUnderTest) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: daemon.path("Trip"))
    for name in names where name != "montages" {
      try Shell.run("touch", daemon.path("Trip/\(name)"))
    }
  }

  /// A moment in the making of a film.
  enum Moment: String, CaseIterable {
    case analysing, encoding, publishing

    /// Everything before it is done.
    var warmth: DaemonMaterial.Warmth {
      switch self {
      case .analysing: .cold
      case .encoding: .measured
      case .publishing: .made
      }
    }
  }

  private func wait(for moment: Moment, of daemon: DaemonUnderTest) async throws {
    try await daemon.wait("\(moment.rawValue)") {
      switch moment {
      case .analysing: daemon.isWorking
      case .encoding:
        daemon.temporaries.contains { $0.hasPrefix("cache/pieces/") } && daemon.isWorking
      case .publishing: daemon.temporaries.contains { $0.hasPrefix("drop/Trip/montages/") }
      }
    }
  }

  @Test(arguments: Moment.allCases)
  func `killed, it makes the film after its restart and leaves nothing behind`(
    moment: Moment
  ) async throws {
    let daemon = try prepare(moment.warmth)
    try await daemon.start()
    try touch(daemon)
    try await wait(for: moment, of: daemon)
    daemon.kill()
    try await daemon.start()
    try touch(daemon)
    try await daemon.wait("the film") { daemon.count("montage.mp4: ") == 1 }
    try Shell.run("ffmpeg", "-v", "error", "-xerror", "-i", daemon.path(film), "-f", "null", "-")
    #expect(daemon.temporaries == [])
    #expect(!daemon.has("Trip/montages/previous"))
  }

  @Test func `asked to stop in the middle of encoding, it stops at once and takes its files along`()
    async throws
  {
    let daemon = try prepare(.measured)
    try await daemon.start()
    try touch(daemon)
    try await wait(for: .encoding, of: daemon)
    let end = daemon.stop()
    #expect(end.status == 0)
    #expect(end.seconds < 3)
    #expect(daemon.log.contains("stopped"))
    #expect(!daemon.log.contains("failed"))
    #expect(daemon.temporaries == [])
    #expect(!daemon.has(film))
    #expect(!daemon.has("Trip/montages/montage.failed.txt"))
  }

  @Test func `restarted on a folder that did not change, it makes nothing`() async throws {
    let daemon = try prepare(.made)
    try await daemon.start()
    try touch(daemon)
    try await daemon.wait("the film") { daemon.count("montage.mp4: ") == 1 }
    let made = try daemon.inode(film)
    #expect(daemon.stop().status == 0)
    try await daemon.start()
    try await daemon.wait("a look at the project") { daemon.count("up to date") == 1 }
    #expect(try daemon.inode(film) == made)
    #expect(daemon.count(": measured") == 0)
    // The report is written last: without it the film counts as unfinished.
    try FileManager.default.removeItem(atPath: daemon.path("Trip/montages/montage.html"))
    daemon.kill()
    try await daemon.start()
    try touch(daemon)
    try await daemon.wait("the film again") { daemon.count("montage.mp4: ") == 1 }
    #expect(daemon.log.contains(" 0 of "))
    #expect(daemon.has("Trip/montages/montage.html"))
  }
}
