// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct TakeTests {
  private let rate = Rational(30)

  @Test func `a span keeps away from the shot's cuts and the file's ends`() {
    let spans = Files.file(0, shots: [4, 4, 4]).usableSpans(rate: rate)
    #expect(
      spans == [
        [FrameSpan(start: 15, count: 101)], [FrameSpan(start: 123, count: 113)],
        [FrameSpan(start: 243, count: 102)],
      ])
    let all = Files.file(0, shots: [4, 4, 4]).usableSpans(rate: rate, isThrifty: true)
    #expect(all[0] == [FrameSpan(start: 0, count: 116)])
  }

  @Test func `no span passes the last whole frame of the file`() {
    let span = Files.file(0, shots: [2.99]).usableSpans(rate: rate)[0].first
    #expect(span.map(\.end) == 85)
  }

  @Test func `a shot shorter than its margins is no span`() {
    #expect(Files.file(0, shots: [5, 0.15, 5]).usableSpans(rate: rate)[1].isEmpty)
  }

  @Test func `a frozen stretch is left out`() {
    var file = Files.file(0, shots: [10])
    file.analysis.shots[0].stills = [
      TimeRange(start: MediaTime(seconds: 0), end: MediaTime(seconds: 1)),
      TimeRange(start: MediaTime(seconds: 4), end: MediaTime(seconds: 6)),
    ]
    #expect(
      file.usableSpans(rate: rate) == [
        [FrameSpan(start: 30, count: 90), FrameSpan(start: 180, count: 105)]
      ])
  }

  @Test func `what cannot be shown is in no span, and all of it is none`() {
    var file = Files.file(0, shots: [10, 5])
    func unusable(_ ranges: (Double, Double)...) -> [[FrameSpan]] {
      file.unusable = ranges.map {
        TimeRange(start: MediaTime(seconds: $0.0), end: MediaTime(seconds: $0.1))
      }
      return file.usableSpans(rate: rate)
    }
    let second = [FrameSpan(start: 303, count: 132)]
    #expect(
      unusable((6, 7), (3, 4)) == [
        [
          FrameSpan(start: 15, count: 75), FrameSpan(start: 120, count: 60),
          FrameSpan(start: 210, count: 86),
        ], second,
      ])
    #expect(unusable((0, 20)) == [[], []])
    #expect(unusable((0, 9.8)) == [[], second])
    #expect(unusable((0, 0.5)) == [[FrameSpan(start: 15, count: 281)], second])
    #expect(
      unusable((9, 11)) == [
        [FrameSpan(start: 15, count: 255)], [FrameSpan(start: 330, count: 105)],
      ])
  }

  @Test func `a short span stays where only another part of its file cannot be shown`() {
    var file = Files.file(0, shots: [5, 0.4, 5])
    let whole = file.usableSpans(rate: rate)
    #expect(whole[1] == [FrameSpan(start: 153, count: 5)])
    for bad in [(1.0, 2.0), (7.0, 8.0)] {
      file.unusable = [TimeRange(start: MediaTime(seconds: bad.0), end: MediaTime(seconds: bad.1))]
      #expect(file.usableSpans(rate: rate)[1] == whole[1])
    }
  }

  @Test func `stills are left out of what can be shown`() {
    var file = Files.file(0, shots: [10])
    let frozen = TimeRange(start: MediaTime(seconds: 4), end: MediaTime(seconds: 6))
    file.analysis.shots[0].stills = [frozen]
    file.unusable = [TimeRange(start: MediaTime(seconds: 5), end: MediaTime(seconds: 8))]
    #expect(
      file.usableSpans(rate: rate) == [
        [FrameSpan(start: 15, count: 105), FrameSpan(start: 240, count: 45)]
      ])
  }

  @Test func `a shot that is still altogether is kept whole`() {
    var file = Files.file(0, shots: [10])
    file.analysis.shots[0].stills = [
      TimeRange(start: MediaTime(seconds: 0), end: MediaTime(seconds: 10))
    ]
    #expect(file.usableSpans(rate: rate) == [[FrameSpan(start: 15, count: 270)]])
  }

  @Test func `a long shot becomes takes on its own grid, without a gap`() {
    let takes = Take.all(
      of: [Files.file(0, shots: [100])], rate: rate, groups: [[0]],
      rules: TakeRules(shortest: 8, longest: 200))
    #expect(takes.count == 14)
    #expect(takes.allSatisfy { ($0.span.start - takes[0].span.start).isMultiple(of: 12) })
    #expect(zip(takes, takes.dropFirst()).allSatisfy { $0.span.end == $1.span.start })
    #expect(takes.allSatisfy { $0.tier == .good })
  }

  @Test func `liveliness is the rank of motion, equal for equals`() {
    let files = [3.0, 1, 3, 9, 1].enumerated().map { index, motion in
      Files.file(index, shots: [5]) { $1.motion = motion }
    }
    let takes = Take.all(
      of: files, rate: rate, groups: (0..<5).map { [$0] },
      rules: TakeRules(shortest: 8, longest: 200))
    #expect(takes.map(\.liveliness) == [0.5, 0, 0.5, 1, 0])
  }

  @Test func `what another film shows comes last, and the rest begins on the grid`() {
    var file = Files.file(0, shots: [20])
    file.seen = [TimeRange(start: MediaTime(seconds: 3), end: MediaTime(seconds: 4.1))]
    let takes = Take.all(
      of: [file], rate: rate, groups: [[0]], rules: TakeRules(shortest: 8, longest: 300))
    #expect(takes.map(\.isSeen) == [false, true, false])
    #expect(takes.map(\.tier) == [.good, .lookAlike, .good])
    let span = file.usableSpans(rate: rate)[0][0]
    #expect(takes[0].span.start == span.start && takes[2].span.end == span.end)
    #expect(takes[0].span.end == 90 && takes[1].span.start == 90)
    #expect(takes[2].span.start >= 123)
    #expect((takes[2].span.start - span.start).isMultiple(of: TakeRules.gridFrames))
  }
}
