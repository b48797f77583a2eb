// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct StatisticsTests {
  @Test(arguments: [(0.0, 1.0), (0.5, 3), (0.9, 4.6), (1, 5)] as [(Float, Float)])
  func `percentiles lie between values`(share: Float, value: Float) {
    #expect(abs(([4, 1, 5, 2, 3] as [Float]).percentile(share) - value) < 1e-5)
    #expect(([] as [Float]).percentile(share) == 0)
  }

  @Test func `a moving mean is shorter at the ends`() {
    #expect(([0, 3, 6, 9] as [Float]).movingMean(width: 3) == [1.5, 3, 6, 7.5])
    #expect(([] as [Float]).movingMean(width: 3) == [])
  }

  @Test func `mean and median of few values`() {
    #expect(([] as [Float]).mean == 0)
    #expect(([1, 2, 6] as [Float]).mean == 3)
    #expect(([1, 2, 6] as [Float]).median == 2)
  }
}
