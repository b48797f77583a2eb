// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import Planning
import TestSupport
import Testing

@testable import Pipeline

@Suite(.serialized)
struct PreviewingTests {
  @Test func `the page beside a film shows a picture of each clip, and its sound`() async throws {
    let room = try Workroom(
      clips: [.clock, .waves], song: Workroom.song(), config: "height: 180\nduration: 3\n",
      isMeasured: true)
    guard case .published(let results) = try await room.make(.init()), let result = results.first
    else {
      throw CancellationError()
    }
    let clips = result.draft.plan.timeline.clips
    let page = try #require(room.tree.text("project/montages/montage.html"))
    let stills = page.matches(of: #/src="data:image\/jpeg;base64,([^"]+)"/#)
    #expect(stills.count == clips.count)
    for still in stills {
      let bytes = try #require(Data(base64Encoded: String(still.1)))
      #expect(bytes.prefix(2) == Data([0xff, 0xd8]))
    }
    let poster = try Data(
      contentsOf: URL(fileURLWithPath: room.tree.folder.file("project/montages/montage.jpg")))
    #expect(stills.contains { String($0.1) == poster.base64EncodedString() })
    #expect(page.contains("class=\"wave\""))
    #expect(page.contains("<dt>Made</dt>"))
    #expect(page.contains("frames encoded"))
  }

  @Test func `the best clip that has a picture stands for the film`() throws {
    let scores = [0.2, 0.9, 0.7, 0.7]
    let clips = scores.enumerated().map { index, score in
      Clip(
        content: ContentKey("aa"), source: FrameSpan(start: 0, count: 9), timelineStart: 9 * index,
        reason: "", score: score)
    }
    let timeline = try Timeline(frameRate: Rational(30), clips: clips, soundtrack: nil)
    #expect(FilmPreview(stills: [[1], [2], [3], [4]]).poster(of: timeline) == [2])
    #expect(FilmPreview(stills: [[1], [], [], [4]]).poster(of: timeline) == [4])
    #expect(FilmPreview().poster(of: timeline) == nil)
  }

  @Test func `what cannot be read leaves the page without pictures`() async throws {
    let room = try Workroom(
      clips: [.clock], song: Workroom.song(), config: "height: 180\n", isMeasured: true)
    try room.tree.write("no film", to: "text.mp4")
    let film = try OpenFile(named: Path(room.tree.folder.file("text.mp4")))
    let timeline = try Timeline(
      frameRate: Rational(30),
      clips: [
        Clip(
          content: ContentKey("aa"), source: FrameSpan(start: 0, count: 9), timelineStart: 0,
          reason: "", score: 0)
      ], soundtrack: nil)
    let previewing = Previewing(
      store: room.workshop.store, pool: room.workshop.pool, subject: "text")
    #expect(await previewing.preview(of: film, timeline) == FilmPreview())
  }
}
