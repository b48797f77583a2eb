// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Music

struct DirectCurrentFilterTests {
  @Test func `an offset vanishes, from the first sample on`() {
    var filter = DirectCurrentFilter()
    #expect((0..<100).allSatisfy { _ in filter.filter(0.7) == 0 })
  }

  @Test func `a bass note passes`() {
    var filter = DirectCurrentFilter()
    let output = (0..<22_050).map {
      filter.filter(Float(sin(2 * Double.pi * 60 * Double($0) / 22_050)))
    }
    #expect(abs((output.suffix(2205).max() ?? 0) - 1) < 0.02)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude])
  func `what is no sound is limited, and over soon`(bad: Float) {
    var filter = DirectCurrentFilter()
    let output = ([0.1, -0.1, bad] + [Float](repeating: 0, count: 22_050)).map { filter.filter($0) }
    #expect(output.allSatisfy { abs($0) <= 16 })
    #expect(abs(output[22_000]) < 0.001)
  }
}
