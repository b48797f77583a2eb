// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Jobs
import Media
import Rendering
import TestSupport
import Testing
import Work

struct ComposeWorkTests {
  let studio: Studio
  let source: Int32

  init() throws {
    studio = try Studio()
    source = try studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"])
  }

  private func job(_ spans: [SpanOrder], cut: Int = 4) -> ComposeJob {
    ComposeJob(
      format: .small,
      composition: Composition(
        frameCount: 20, base: Composition.Layer(content: ContentKey("a"), start: 0),
        change: Composition.Change(
          kind: .dissolve, next: Composition.Layer(content: ContentKey("b"), start: 30), cut: cut,
          ramp: FrameSpan(start: 0, count: 8))), spans: spans)
  }

  @Test func `the answer is what the piece holds`() throws {
    let bench = Bench()
    let answer = try job([SpanOrder(0, 20)])
      .run(on: bench.with([source, source], [try studio.output("piece.mp4")]))
    #expect(try answer.houseID == HouseID.current(for: .small))
    #expect(answer.spans.map(\.frames) == [FrameSpan(start: 0, count: 20)])
    #expect(answer.spans.map { $0.groups.map(\.frameCount) } == [[12, 8]])
    #expect(bench.shares == (1...20).map { Double($0) / 20 })
    let numbers = try NumberedPictures.numbers(in: studio.file("piece.mp4"))
    #expect(Array(numbers[8...]) == Array(34..<46))
  }

  @Test func `orders that make no sense are refused`() throws {
    for spans in [[], [SpanOrder(-1, 5)], [SpanOrder(0, 0)], [SpanOrder(15, 6)]] {
      #expect(
        reason(
          of: job(spans), [source, source],
          [try studio.output("\(spans.count)\(spans.first?.frames.start ?? 9)")])
          == .badOrder)
    }
    let fine = [SpanOrder(0, 1)]
    #expect(reason(of: job(fine), [source, source]) == .badOrder)
    #expect(reason(of: job(fine), [source], [try studio.output("one")]) == .badOrder)
    #expect(
      reason(of: job(fine, cut: 9), [source, source], [try studio.output("cut")]) == .badOrder)
  }
}
