// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Jobs
import Media
import Rendering
import TestSupport
import Testing

@testable import Work

struct SegmentWorkTests {
  let studio: Studio
  let source: Int32

  init() throws {
    studio = try Studio()
    source = try studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"])
  }

  private func run(
    _ spans: [SpanOrder], _ name: String = "piece.mp4", bench: Bench = Bench()
  ) throws -> SegmentJob.Answer {
    try SegmentJob(format: .small, spans: spans)
      .run(on: bench.with([source], [try studio.output(name)]))
  }

  @Test func `the answer is what the piece holds`() throws {
    let bench = Bench()
    let answer = try run(
      [SpanOrder(4, 20, entries: [10]), SpanOrder(50, 1), SpanOrder(30, 12)], bench: bench)
    #expect(try answer.houseID == HouseID.current(for: .small))
    #expect(
      answer.spans.map(\.frames)
        == [SpanOrder(4, 20), SpanOrder(50, 1), SpanOrder(30, 12)].map(\.frames))
    #expect(answer.spans.map(\.offset) == [0, 20, 21])
    #expect(answer.spans.map { $0.groups.map(\.frameCount) } == [[6, 12, 2], [1], [12]])
    let numbers = try NumberedPictures.numbers(in: studio.file("piece.mp4"))
    #expect(numbers == Array(4..<24) + [50] + Array(30..<42))
    #expect(bench.shares == (1...33).map { Double($0) / 33 })
  }

  @Test(arguments: ReadingMode.allCases)
  func `in whichever way it is read, a source gives pieces that join`(reading: ReadingMode) throws {
    let orders = [SpanOrder(4, 20), SpanOrder(40, 12)]
    let direct = try run(orders, "direct.mp4")
    let answer = try SegmentJob(format: .small, spans: orders, reading: reading)
      .run(on: Bench().with([source], [try studio.output("piece.mp4")]))
    #expect(answer.houseID == direct.houseID)
    #expect(answer.spans.map(\.frames) == direct.spans.map(\.frames))
    let isSame = try studio.bytes("piece.mp4") == studio.bytes("direct.mp4")
    // Reduced, the source's only key frame stands for all others.
    #expect(isSame == (reading != .reduced))
    let numbers = try NumberedPictures.numbers(in: studio.file("piece.mp4"))
    #expect(Set(numbers).count == (reading == .reduced ? 1 : 32))
  }

  @Test func `the same job twice gives the same bytes`() throws {
    let first = try run([SpanOrder(7, 30, entries: [20])], "one.mp4")
    let second = try run([SpanOrder(7, 30, entries: [20])], "two.mp4")
    #expect(try studio.bytes("one.mp4") == studio.bytes("two.mp4"))
    #expect(first.spans == second.spans)
  }

  @Test func `orders that make no sense are refused`() throws {
    for spans in [[], [SpanOrder(-1, 5)], [SpanOrder(0, 0)], [SpanOrder(0, 3), SpanOrder(9, -1)]] {
      let job = SegmentJob(format: .small, spans: spans)
      #expect(reason(of: job, [source], [try studio.output(UUID().uuidString)]) == .badOrder)
    }
    let job = SegmentJob(format: .small, spans: [SpanOrder(0, 1)])
    #expect(reason(of: job, [source]) == .badOrder)
  }

  @Test func `a full disk is a write error, not bad footage`() throws {
    let job = SegmentJob(format: .small, spans: [SpanOrder(0, 60)])
    #expect(reason(of: job, [source], [try studio.openFull()]) == .writeError)
  }

  @Test func `groups go to the spans that they were coded for`() {
    let groups = [5, 3, 12, 1, 4].map { PictureGroup(frameCount: $0, digest: "\($0)") }
    let spans = [
      FrameSpan(start: 10, count: 8), FrameSpan(start: 0, count: 13),
      FrameSpan(start: 99, count: 4),
    ]
    let pieces = SegmentJob.divide(groups, among: spans)
    #expect(pieces.map(\.offset) == [0, 8, 21])
    #expect(pieces.map { $0.groups.map(\.frameCount) } == [[5, 3], [12, 1], [4]])
    #expect(pieces.map(\.frames) == spans)
  }
}
