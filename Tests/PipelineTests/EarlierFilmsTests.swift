// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Planning
import TestSupport
import Testing

@testable import Pipeline

struct EarlierFilmsTests {
  private static let config = "height: 180\nduration: 2\nmax_shot: 1\n"

  private func room() throws -> Workroom {
    let room = try Workroom(
      clips: [.clock, .waves, .fractal, .bars], song: Workroom.song(), isMeasured: true)
    try room.tree.write(Self.config, to: "project/a.montage.yaml")
    return room
  }

  private func clips(_ room: Workroom, _ name: String) async throws -> [Clip] {
    let outcome = try await room.make()
    #expect(outcome.failed.isEmpty)
    return try #require(outcome.made.first { $0.name == name }).draft.plan.timeline.clips
  }

  private func overlap(_ first: [Clip], _ second: [Clip]) -> Bool {
    first.contains { clip in
      second.contains {
        $0.content == clip.content && $0.source.start < clip.source.end
          && clip.source.start < $0.source.end
      }
    }
  }

  @Test func `a second film of the footage shows what the first does not`() async throws {
    let room = try room()
    try room.tree.write(Self.config, to: "project/b.montage.yaml")
    let outcome = try await room.make()
    let plans = outcome.made.map(\.draft.plan.timeline.clips)
    #expect(outcome.made.map(\.name) == ["a", "b"] && !overlap(plans[0], plans[1]))
    // The first makes no way for the second, nor is either made again.
    for name in ["a", "b"] {
      guard case .upToDate = try await room.make(.init(condition: .unlessDone), name) else {
        Issue.record("\(name) was made again")
        return
      }
    }
  }

  @Test func `whoever wants the same moments again says so`() async throws {
    let room = try room()
    let first = try await clips(room, "a")
    try room.tree.write(Self.config + "history: ignore\n", to: "project/b.montage.yaml")
    #expect(try await clips(room, "b") == first)
  }

  @Test func `a film that was deleted is forgotten`() async throws {
    let room = try room()
    let first = try await clips(room, "a")
    try room.tree.remove("project/montages/a.mp4")
    try room.tree.remove("project/a.montage.yaml")
    try room.tree.write(Self.config, to: "project/b.montage.yaml")
    #expect(try await clips(room, "b") == first)
  }
}
