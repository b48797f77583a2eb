// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import Planning
import Settings
import TestSupport
import Testing

@testable import Pipeline

@Suite(.serialized)
struct EditionTests {
  private func names(_ text: String) throws -> [String] {
    Edition.all(
      of: "trip", try MontageConfig(file: "m", bytes: Array(text.utf8))
    ).map(\.name)
  }

  @Test func `films of a config have its name, the further ones an ending`() throws {
    #expect(try names("") == ["trip"])
    #expect(try names("variants: 3") == ["trip", "trip-2", "trip-3"])
    #expect(try names("outputs: [16:9, 9:16, 2.39:1]") == ["trip", "trip-9x16", "trip-239x100"])
    #expect(
      try names("variants: 2\noutputs: [9:16, 1:1]")
        == ["trip", "trip-1x1", "trip-2", "trip-2-1x1"])
  }

  @Test func `all shapes are made by one list of shots`() throws {
    let config = try MontageConfig(
      file: "m", bytes: Array("variants: 2\noutputs: [9:16, 1:1]".utf8))
    let sheets = Edition.all(of: "trip", config).map { $0.sheet(of: "trip") }
    #expect(sheets == ["trip", "trip", "trip-2", "trip-2"])
  }

  @Test func `a film that another config asks for too is refused`() throws {
    let tree = try Tree("a.mp4", "song.mp3")
    try tree.write("variants: 2", to: "trip.montage.yaml")
    try tree.write("", to: "Trip-2.montage.yaml")
    let project = try tree.project()
    let name = try #require(project.configs.first { $0.montage == "trip" })
    let failure = #expect(throws: MontageFailure.self) { try project.editions(of: name) }
    #expect(
      failure?.sentence
        == "trip.montage.yaml: its film trip-2.mp4 is also that of Trip-2.montage.yaml; "
        + "rename one of the two files")
  }

  @Test(arguments: [
    ("trip", true), ("trip-2", true), ("trip-9x16", true), ("trip-3-1x1", true), ("trip-1", false),
    ("trip-", false), ("trip-x", false), ("trip-2-3", false), ("trip-9x16-2", false),
    ("trips", false), ("tri", false), ("trip-day", false),
  ])
  func `a montage knows its films by their names`(name: String, isOne: Bool) {
    #expect(Edition.isName(name, of: "trip") == isOne)
  }

  @Test func `variants show other shots, shapes show the same`() async throws {
    let room = try Workroom(
      clips: [.clock, .waves, .fractal, .bars], song: Workroom.song(),
      config: "height: 180\nduration: 2\nmax_shot: 1\nvariants: 2\noutputs: [16:9, 1:1]\n",
      isMeasured: true)
    let outcome = try await room.make()
    #expect(outcome.failed.isEmpty)
    #expect(
      outcome.made.map(\.name) == ["montage", "montage-1x1", "montage-2", "montage-2-1x1"])
    let plans = outcome.made.map(\.draft.plan.timeline.clips)
    #expect(plans[0] == plans[1] && plans[2] == plans[3])
    for clip in plans[2] {
      for other in plans[0] where other.content == clip.content {
        #expect(other.source.end <= clip.source.start || clip.source.end <= other.source.start)
      }
    }
    let sizes = outcome.made.map(\.draft.format.canvas.description)
    #expect(sizes == ["320x180", "180x180", "320x180", "180x180"])
    for name in ["montage", "montage-1x1", "montage-2", "montage-2-1x1"] {
      #expect(room.tree.names("project/montages").contains("\(name).mp4"))
    }
    // Nothing is made twice, and one that is lost alone.
    guard case .upToDate = try await room.make(.init(condition: .unlessDone)) else {
      Issue.record("made again")
      return
    }
    try room.tree.remove("project/montages/montage-2.mp4")
    guard case .published(let results) = try await room.make(.init(condition: .unlessDone)) else {
      Issue.record("not made")
      return
    }
    #expect(results.map(\.name) == ["montage-2"] && results.map(\.encodedFrames) == [0])
  }
}
