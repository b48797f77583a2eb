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
    #expect(page.contains("class=\"wave\""))
    #expect(page.contains("<dt>Made</dt>"))
    #expect(page.contains("frames encoded"))
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
