// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct SegmentationTests {
  /// Rows at the given levels with a scatter of 0.04 that repeats every three rows.
  private func rows(_ stretches: [(level: Float, count: Int)]) -> [[Float]] {
    var rows: [[Float]] = []
    for stretch in stretches {
      for _ in 0..<stretch.count {
        let scatter = Float(rows.count % 3 - 1) * 0.04
        rows.append([stretch.level + scatter, stretch.level - scatter])
      }
    }
    return rows
  }

  @Test func `cuts are where the level changes`() {
    let rows = rows([(0.2, 8), (0.7, 16), (0.3, 8), (0.75, 12)])
    #expect(Segmentation(rows, shortest: 4).starts == [0, 8, 24, 32])
  }

  @Test func `one level is one stretch, and one odd bar is no stretch`() {
    #expect(Segmentation(rows([(0.5, 40)]), shortest: 4).starts == [0])
    let odd = Segmentation(rows([(0.5, 20), (0.7, 1), (0.5, 20)]), shortest: 4).starts
    #expect(odd == [0])
  }

  @Test func `few rows are one stretch, none are none`() {
    #expect(Segmentation(rows([(0.1, 3), (0.9, 4)]), shortest: 4).starts == [0])
    #expect(Segmentation([], shortest: 4).starts.isEmpty)
  }
}
