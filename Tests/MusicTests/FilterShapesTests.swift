// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct FilterShapesTests {
  private let shapes = FilterShapes(binWidth: 22_050 / 1024, binCount: 513)

  @Test func `every filter has the sum one and the centres rise`() {
    for rows in [shapes.mel(count: 40, from: 30, to: 10_500), shapes.semitones(33..<81)] {
      #expect(rows.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-4 })
      let centres = rows.map { row in
        zip(row.indices, row).reduce(0) { $0 + Float($1.0) * $1.1 }
      }
      #expect(zip(centres, centres.dropFirst()).allSatisfy { $0 <= $1 + 1e-3 })
    }
  }

  @Test func `a semitone peaks at its note`() {
    let narrow = FilterShapes(binWidth: 1, binCount: 1000)
    let row = narrow.semitones(69..<70)[0]
    #expect(row.max() == row[440])
    #expect(row[466] < row[440] / 50)
  }
}
