// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import FFmpeg

struct PresentationClockTests {
  /// Ten ticks a frame, 250 a second; a broadcast stream may not step more than 2500.
  static let cases: [(String, Int64?, [Int64?], [Int64?], Bool)] = [
    ("plain", nil, [0, 10, 20], [0, 10, 20], false),
    ("late start", nil, [5000, 5010, 5025], [0, 10, 25], false),
    ("early start", nil, [-300, -290, -280], [0, 10, 20], false),
    ("missing in the middle", nil, [0, nil, 20], [0, 10, 20], true),
    ("missing at first", nil, [nil, nil, 70, 80], [0, 10, 20, 30], true),
    ("all missing", nil, [nil, nil, nil], [0, 10, 20], true),
    ("twice the same", nil, [0, 10, 10, 20], [0, 10, 11, 20], true),
    ("out of order", nil, [0, 20, 10, 30], [0, 20, 21, 30], true),
    ("the recorder starts anew", nil, [0, 500, 0, 10], [0, 500, 510, 520], true),
    ("a day later in broadcast", 2500, [0, 10, 90000, 90010], [0, 10, 20, 30], true),
    ("a day later in a file", nil, [0, 10, 90000], [0, 10, 90000], false),
    ("beyond belief", nil, [0, .max, .min, 30], [0, 10, 20, 30], true),
  ]

  @Test(arguments: cases)
  func `timestamps become times`(
    name: String, largestStep: Int64?, stamps: [Int64?], times: [Int64?], isRepaired: Bool
  ) {
    var clock = PresentationClock(frameTicks: 10, secondTicks: 250, largestStep: largestStep)
    #expect(stamps.map { clock.time(of: $0) } == times)
    #expect(clock.hasRepaired == isRepaired)
  }

  @Test func `after a jump times still count from the first frame`() {
    var clock = PresentationClock(frameTicks: 10, secondTicks: 250)
    _ = clock.time(of: 100)
    clock.jump()
    #expect(clock.time(of: 600) == 500)
    clock.jump()
    #expect(clock.time(of: 300) == 200)
    clock.jump()
    #expect(clock.time(of: nil) == nil)
  }
}
