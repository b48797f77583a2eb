// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import Testing

struct PlanTests {
  private func timeline(
    _ change: (inout [Clip]) -> Void = { _ in }, rate: Rational = Rational(30),
    fadeOut: Double = 0.5
  ) throws -> Timeline {
    var clips = [
      Clip(content: ContentKey("a"), source: FrameSpan(start: 0, count: 30), timelineStart: 0),
      Clip(content: ContentKey("b"), source: FrameSpan(start: 9, count: 30), timelineStart: 30),
    ]
    change(&clips)
    return try Timeline(
      frameRate: rate, clips: clips,
      soundtrack: Soundtrack(
        content: ContentKey("s"), start: .zero, fadeOut: MediaTime(seconds: fadeOut)))
  }

  private func plan(_ timeline: Timeline, errors: [Double?] = []) -> Plan {
    Plan(
      timeline: timeline,
      accuracy: errors.enumerated().map {
        CutAccuracy(frame: $0.offset, errorMilliseconds: $0.element)
      },
      unused: [], notes: [])
  }

  @Test(
    arguments: [
      ([-4, 1, 9], 4, 9), ([-4, 2], 3, 4), ([7], 7, 7), ([nil, -7, nil], 7, 7),
    ] as [([Double?], Double, Double)])
  func `the beat error is by size, of cuts that have a beat`(
    errors: [Double?], median: Double, largest: Double
  ) throws {
    #expect(
      plan(try timeline(), errors: errors).beatError == BeatError(median: median, max: largest))
  }

  @Test func `without a cut on a beat there is no beat error`() throws {
    #expect(plan(try timeline(), errors: [nil]).beatError == nil)
    #expect(plan(try timeline()).beatError == nil)
  }

  @Test func `equal films have equal numbers, whatever is said about them`() throws {
    let first = plan(try timeline())
    #expect(first.planID.count == 16)
    let other = try timeline {
      $0[0].reason = "lively"
      $0[0].score = 0.9
    }
    #expect(plan(other, errors: [3]).planID == first.planID)
  }

  @Test func `whatever a viewer could see or hear changes the number`() throws {
    let films = [
      try timeline(), try timeline { $0[1].source.start += 1 },
      try timeline { $0[1].source.count += 1 }, try timeline { $0[1].content = ContentKey("c") },
      try timeline { $0.removeLast() }, try timeline(rate: Rational(25)),
      try timeline(fadeOut: 0.25),
    ]
    #expect(Set(films.map { plan($0).planID }).count == films.count)
  }
}
