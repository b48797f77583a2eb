// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Planning
import Testing

@testable import Pipeline

struct PieceMakerTests {
  private func span(_ source: String, _ start: Int, _ count: Int) -> EncodeSpan {
    EncodeSpan(
      content: ContentKey(source), frames: FrameSpan(start: start, count: count), entries: [start])
  }

  @Test func `small spans of one source are one job`() {
    let jobs = PieceMaker.jobs(
      for: [span("a", 0, 10), span("a", 30, 10), span("b", 0, 10)], width: 2)
    #expect(jobs.map(\.content) == [ContentKey("a"), ContentKey("b")])
    #expect(jobs.map(\.frameCount) == [20, 10])
    #expect(jobs[0].spans.map(\.frames.start) == [0, 30])
  }

  @Test func `much of one source is divided among the workers`() {
    let spans = (0..<60).map { span("a", $0 * 100, 50) }
    let jobs = PieceMaker.jobs(for: spans, width: 2)
    #expect(jobs.count == 6)
    #expect(jobs.allSatisfy { (500...550).contains($0.frameCount) })
  }

  @Test func `the longest job comes first, and nothing is lost`() {
    let spans = [span("a", 0, 20), span("b", 0, 400), span("c", 5, 90), span("c", 200, 90)]
    let jobs = PieceMaker.jobs(for: spans, width: 4)
    #expect(jobs.map(\.frameCount) == jobs.map(\.frameCount).sorted(by: >))
    let done = jobs.flatMap { job in job.spans.map { [job.content.text, "\($0.frames)"] } }
    #expect(Set(done) == Set(spans.map { [$0.content.text, "\($0.frames)"] }))
  }

  @Test func `no job is smaller than starting a worker is worth`() {
    let spans = (0..<10).map { span("a", $0 * 40, 12) }
    #expect(PieceMaker.jobs(for: spans, width: 64).map(\.frameCount) == [60, 60])
  }

  @Test func `a span that fails is tried in parts that begin on the grid, with their entries`() {
    let order = SpanOrder(frames: FrameSpan(start: 7, count: 100), entries: [7, 40, 55, 60])
    #expect(
      order.parts == [
        SpanOrder(frames: FrameSpan(start: 7, count: 48), entries: [7, 40]),
        SpanOrder(frames: FrameSpan(start: 55, count: 48), entries: [55, 60]),
        SpanOrder(frames: FrameSpan(start: 103, count: 4), entries: [103]),
      ])
    let short = SpanOrder(frames: FrameSpan(start: 0, count: 48), entries: [0, 3])
    #expect(short.parts == [short])
  }

  @Test func `nothing missing is no job`() {
    #expect(PieceMaker.jobs(for: [], width: 2) == [])
  }

  @Test func `an answer with other frames than asked for is not believed`() {
    let order = [FrameSpan(start: 5, count: 20), FrameSpan(start: 50, count: 12)]
    func made(_ offset: Int, _ frames: FrameSpan, _ groups: [Int]) -> PieceSpan {
      PieceSpan(
        frames: frames, offset: offset,
        groups: groups.map { PictureGroup(frameCount: $0, digest: "") })
    }
    let good = [made(0, order[0], [12, 8]), made(20, order[1], [12])]
    #expect(PieceMaker.fulfils(good, order))
    #expect(!PieceMaker.fulfils([good[0]], order))
    #expect(!PieceMaker.fulfils([good[0], made(21, order[1], [12])], order))
    #expect(!PieceMaker.fulfils([made(0, order[0], [12, 9]), good[1]], order))
    #expect(!PieceMaker.fulfils([made(0, order[0], [30, -10]), good[1]], order))
    #expect(!PieceMaker.fulfils([made(0, order[0], [20, 0]), good[1]], order))
  }
}
