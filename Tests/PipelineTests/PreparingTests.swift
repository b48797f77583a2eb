// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Settings
import TestSupport
import Testing
import Watching

@testable import Pipeline

@Suite(.serialized, .timeLimit(.minutes(5)))
struct PreparingTests {
  private func studio(_ config: String? = "height: 180\nduration: 6\n") throws -> Workroom {
    try Workroom(
      clips: [.clock, .waves], song: Workroom.song(), config: config, isMeasured: true)
  }

  private func film(_ studio: Workroom) async throws -> MontageResult {
    let outcome = try await MontageMaker(studio.workshop).makeAll(of: studio.project())
    return try #require(outcome.made.first)
  }

  @Test func `a film of prepared footage encodes nothing`() async throws {
    let studio = try studio()
    let preparing = Preparing(studio.workshop)
    let set = try FootageSet(folder: studio.folder)
    let first = try #require(try await preparing.prepareOnce(set))
    #expect(first.encoded == first.wanted && first.encoded > 90)
    #expect(first.failures.isEmpty)
    #expect(try await preparing.prepareOnce(set) == nil)
    #expect(try await preparing.prepare(set).encoded == 0)
    let made = try await film(studio)
    #expect(made.encodedFrames == 0)
    #expect(made.frames == 180)
  }

  @Test func `another format is prepared anew, by its config or without one`() async throws {
    let studio = try studio()
    _ = try await Preparing(studio.workshop).prepare(FootageSet(folder: studio.folder))
    try studio.tree.write("height: 144\nduration: 3\n", to: "project/montage.yaml")
    let set = try FootageSet(folder: studio.folder)
    #expect(try #require(try await Preparing(studio.workshop).prepareOnce(set)).encoded > 0)
    #expect(try await film(studio).encodedFrames == 0)
    try studio.tree.write("height: 144\nmezzanine: off\n", to: "project/montage.yaml")
    #expect(
      try await Preparing(studio.workshop).prepare(FootageSet(folder: studio.folder)).wanted == 0)
  }

  @Test
  func `a film in another format is made from the originals, and what is encoded ahead follows`()
    async throws
  {
    let base = "height: 180\nduration: 2\n"
    let studio = try studio(base)
    let preparing = Preparing(studio.workshop)
    _ = try await preparing.prepare(FootageSet(folder: studio.folder))
    #expect(try await film(studio).encodedFrames == 0)
    for change in ["quality: archive", "aspect: 1:1", "fps: 25", "fit: crop"] {
      try studio.tree.write(base + change + "\n", to: "project/montage.yaml")
      let first = try await film(studio)
      #expect(first.encodedFrames == first.frames, "\(change)")
      let outcome = try await preparing.prepareOnce(FootageSet(folder: studio.folder))
      #expect(try #require(outcome, "\(change)").encoded > 0, "\(change)")
      #expect(try await film(studio).encodedFrames == 0, "\(change)")
    }
    // The first format is still there.
    try studio.tree.write(base, to: "project/montage.yaml")
    #expect(try await film(studio).encodedFrames == 0)
  }

  @Test func `footage without a config is found, and measured first`() async throws {
    let studio = try Workroom(clips: [.clock])
    let set = try FootageSet(folder: studio.folder)
    #expect(set.files.map(\.path.display) == ["clock.mp4"])
    #expect(try await Preparing(studio.workshop).prepare(set).wanted == 0)
    #expect(try await Preparing(studio.workshop).measure(set) == [])
    #expect(try await Preparing(studio.workshop).prepare(set).encoded > 0)
  }
}
