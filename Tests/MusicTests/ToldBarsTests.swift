// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct ToldBarsTests {
  @Test(arguments: [
    ([1, 2, 3, 1, 2, 3], [1, 2, 3, 1, 2, 3], 3),
    ([nil, nil, 1, nil, nil, 1, nil], [2, 3, 1, 2, 3, 1, 2], 3),
    ([1, nil, nil, nil, nil, nil], [1, 2, 3, 4, 1, 2], 4),
    ([nil, 3, 4, 1, 2, 3, 4, 1], [2, 3, 4, 1, 2, 3, 4, 1], 4),
    ([1, nil, nil, nil, 1, nil, 1, nil, nil, nil, 1], [1, 2, 3, 4, 1, 2, 1, 2, 3, 4, 1], 4),
    ([5, nil, nil], [5, 1, 2], 5),
  ])
  func `what is left out is counted on`(told: [Int?], positions: [Int], meter: Int) throws {
    let bars = try #require(ToldBars(told))
    #expect(bars.positions == positions)
    #expect(bars.meter == meter)
  }

  @Test func `no place at all is no bar`() {
    #expect(ToldBars([nil, nil]) == nil)
    #expect(ToldBars([]) == nil)
  }
}
