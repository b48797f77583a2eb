// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Rows of numbers, four of them to a vector.
struct VectorRows: Sendable {
  /// Vectors in a row.
  let width: Int
  var values: [SIMD4<Float>]

  init(count: Int, width: Int) {
    self.width = width
    values = [SIMD4<Float>](repeating: .zero, count: count * width)
  }

  var count: Int { values.count / width }

  /// The same numbers in rows of another width, in vectors.
  func reshaped(width: Int) -> VectorRows {
    var rows = VectorRows(count: 0, width: width)
    rows.values = values
    return rows
  }

  mutating func add(_ other: VectorRows, times factor: Float = 1) {
    for index in values.indices { values[index] += factor * other.values[index] }
  }

  /// Exponential linear units: x above 0, e^x - 1 below.
  mutating func activate() {
    for index in values.indices {
      for lane in 0..<4 where values[index][lane] < 0 {
        values[index][lane] = exp(values[index][lane]) - 1
      }
    }
  }
}
