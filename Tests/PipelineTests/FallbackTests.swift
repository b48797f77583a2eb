// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import Planning
import TestSupport
import Testing
import Workers

@testable import Pipeline

/// A small canvas: what is asked here does not depend on pixels.
private let small = "height: 180\nduration: 6\n"

/// A clip that its worker does not survive: read in another way, left out in part, left out.
@Suite(.serialized)
struct FallbackTests {
  private func studio(_ config: String? = small) throws -> Workroom { try .measured(config) }

  private func report(_ studio: Workroom) throws -> String {
    try String(
      contentsOfFile: studio.tree.folder.file("project/montages/montage.html"), encoding: .utf8)
  }

  @Test(arguments: [
    (1, ["direct", "cautious"], "errors concealed"),
    (2, ["direct", "cautious", "reduced"], "reduced quality"),
  ])
  func `a clip whose worker dies is read in another way, from then on, and that is told`(
    deaths: Int, readings: [String], words: String
  ) async throws {
    let studio = try Workroom(
      clips: [.clock], song: Workroom.song(), config: "height: 180\nduration: 2\n",
      isMeasured: true)
    let made = try await studio.make(in: try studio.workshop(losing: "clock.mp4", times: deaths))
    #expect(made.draft.rejected.isEmpty)
    #expect(try studio.readings == readings)
    let note = try #require(made.notes.first { $0.hasPrefix("clock.mp4: read ") })
    #expect(note.contains(words) && note.contains("killed by signal 9") && note.contains("; "))
    #expect(try report(studio).contains("clock.mp4: read "))
    // Another film of it begins with what did.
    try studio.tree.write("height: 144\nduration: 2\n", to: "project/montage.yaml")
    let again = try await studio.make(in: try studio.workshop(losing: "clock.mp4", times: deaths))
    #expect(try studio.readings == readings + [readings[deaths]])
    #expect(again.notes.contains(note))
    #expect(try studio.measuring.forgive(studio.open("clock.mp4").status) == 1)
    #expect(try await studio.make().made.first?.notes.contains(note) == false)
  }

  @Test func `a stretch that no worker survives is left out, told, and left out of the next film`()
    async throws
  {
    let studio = try studio()
    let whole = try #require(try await studio.make().made.first)
    let clip = try #require(
      whole.draft.plan.timeline.clips.first { whole.draft.source(of: $0) == "clock.mp4" })
    let bad = clip.source.start + clip.source.count / 2
    try studio.tree.write("height: 144\nduration: 6\n", to: "project/montage.yaml")
    let workshop = try studio.workshop(losing: "clock.mp4", at: bad)
    let made = try await studio.make(in: workshop)
    let clips = made.draft.plan.timeline.clips.filter { made.draft.source(of: $0) == "clock.mp4" }
    #expect(made.draft.rejected.isEmpty && !clips.isEmpty)
    #expect(clips.allSatisfy { !($0.source.start...$0.source.end).contains(bad) })
    let note = try #require(made.notes.first { $0.hasPrefix("clock.mp4: left out from 0:0") })
    #expect(note.contains(": makes the decoder fail (killed by signal 9"))
    #expect(try report(studio).contains("clock.mp4: left out from 0:0"))
    let deaths = try studio.deaths
    // The plan is the same at once: nobody dies for it again.
    let wish = MontageMaker.Wish(condition: .unlessDone)
    #expect(try await studio.make(wish).isUpToDate)
    #expect(try studio.deaths == deaths)
  }

  @Test func `a clip whose worker dies of all of it is left out, and named`() async throws {
    let studio = try studio()
    let workshop = try studio.workshop(losing: "clock.mp4")
    let outcome = try await MontageMaker(workshop).makeAll(of: studio.project())
    let made = try #require(outcome.made.first)
    // What the other clip has to show.
    #expect(made.frames == made.draft.plan.timeline.frameCount)
    #expect(Set(made.draft.plan.timeline.clips.map { made.draft.source(of: $0) }) == ["waves.mp4"])
    #expect(made.draft.rejected.map(\.source) == ["clock.mp4"])
    #expect(try studio.readings.prefix(3) == ["direct", "cautious", "reduced"])
    let deaths = try studio.deaths
    // Known by then: it is not tried again.
    _ = try await MontageMaker(workshop).makeAll(of: studio.project())
    #expect(try studio.deaths == deaths)
  }
}

extension MontageMaker.Made {
  fileprivate var isUpToDate: Bool { if case .upToDate = self { true } else { false } }
}
