// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Footage

struct StillStretchesTests {
  /// One change every 1/25 s, of so many codes.
  private func stretches(_ codes: [Double]) -> [TimeRange] {
    var stills = StillStretches()
    for (index, codes) in codes.enumerated() {
      stills.add(
        PictureChange(
          start: MediaTime(frame: index, rate: Rational(25)), seconds: 0.04, codes: codes))
    }
    stills.close()
    return stills.ranges
  }

  @Test func `a frozen second is one stretch`() {
    let found = stretches(
      [Double](repeating: 2, count: 10) + [Double](repeating: 0, count: 25) + [2, 2])
    #expect(found.count == 1)
    #expect(found.first?.start == MediaTime(frame: 10, rate: Rational(25)))
    #expect(found.first?.end == MediaTime(frame: 35, rate: Rational(25)))
  }

  @Test func `a pause of ten pictures is none`() {
    #expect(stretches([1] + [Double](repeating: 0, count: 10) + [1]).isEmpty)
  }

  @Test func `doubled pictures are none`() {
    #expect(stretches((0..<100).map { $0 % 3 == 0 ? 4 : 0 }).isEmpty)
  }

  @Test func `a gap between two pictures of the file is stillness`() {
    var stills = StillStretches()
    stills.add(gap: TimeRange(start: .zero, end: MediaTime(seconds: 2)))
    stills.add(PictureChange(start: MediaTime(seconds: 2), seconds: 0.04, codes: 3))
    #expect(stills.ranges == [TimeRange(start: .zero, end: MediaTime(seconds: 2))])
  }

  @Test func `stillness to the end counts`() {
    #expect(stretches([3] + [Double](repeating: 0.01, count: 50)).count == 1)
  }
}
