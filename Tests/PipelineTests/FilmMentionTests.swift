// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Media
import Planning
import TestSupport
import Testing

@testable import Pipeline

struct FilmMentionTests {
  @Test func `each file is told where its film shows it, or why not`() async throws {
    let room = try Workroom(
      clips: [.clock, .waves, .bars], song: Workroom.song(),
      config: "height: 180\nduration: 2\nmax_shot: 1\nnever: bars.mp4\n", isMeasured: true)
    let clips = try #require(try await room.make().made.first).draft.plan.timeline.clips
    let project = try room.project().folder
    func mention(_ name: String) throws -> FilmMention {
      let mentions = FilmMention.all(of: project.joining(name))
      #expect(mentions.map(\.film) == ["montage"])
      return try #require(mentions.first)
    }
    let shown = try mention("clock.mp4").shots + mention("waves.mp4").shots
    #expect(
      shown.map(\.start).sorted().map(\.seconds)
        == clips.map { MediaTime(frame: $0.timelineStart, rate: Rational(30)).seconds })
    #expect(Set(shown.map(\.reason)).isSubset(of: clips.map(\.reason)))
    #expect(try mention("bars.mp4").whyNot == "never: bars.mp4")
    #expect(FilmMention.all(of: project.joining("song.wav")).isEmpty)
    #expect(FilmMention.all(of: Path("/")).isEmpty)
  }
}
