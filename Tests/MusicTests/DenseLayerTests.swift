// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct DenseLayerTests {
  /// Output n is n and the sum of inputs n, n + 4 and so on, times their place.
  private func layer(inputs: Int) -> DenseLayer {
    let weights = (0..<inputs).map { input in
      var row = SIMD4<Float>.zero
      row[input % 4] = Float(input / 4 + 1)
      return row
    }
    return DenseLayer(inputs: inputs, width: 1, weights: weights, bias: [SIMD4(0, 1, 2, 3)])
  }

  private func rows(_ count: Int) -> VectorRows {
    var rows = VectorRows(count: count, width: 1)
    for row in 0..<count { rows.values[row] = SIMD4(repeating: Float(row + 1)) }
    return rows
  }

  @Test func `a row's answer is its product and the bias`() {
    #expect(
      layer(inputs: 4).answer(to: rows(2)).values == [SIMD4(1, 2, 3, 4), SIMD4(2, 3, 4, 5)])
  }

  @Test func `rows are seen side by side, and nothing beyond the ends`() {
    let answer = layer(inputs: 12).answer(to: rows(3), at: [-1, 0, 1])
    #expect(answer.values.map(\.x) == [8, 14, 8] as [Float])
  }

  @Test func `a stride leaves rows out`() {
    let answer = layer(inputs: 8).answer(to: rows(6), at: [0, 3], stride: 2)
    #expect(answer.values.map(\.x) == [9, 15, 5] as [Float])
  }

  @Test func `activation bends what is below zero`() {
    var rows = VectorRows(count: 1, width: 1)
    rows.values[0] = SIMD4(2, 0, -1, -100)
    rows.activate()
    #expect(rows.values[0].x == 2 && rows.values[0].y == 0)
    #expect(abs(rows.values[0].z + 0.632) < 1e-3 && rows.values[0].w == -1)
  }
}
