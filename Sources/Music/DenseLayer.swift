// SPDX-License-Identifier: GPL-3.0-or-later

/// A matrix of a network, and what is added to its products.
struct DenseLayer: Sendable {
  /// Numbers that it takes.
  let inputs: Int
  /// Vectors that it answers.
  let width: Int
  /// Row after row, an input each.
  let weights: [SIMD4<Float>]
  let bias: [SIMD4<Float>]

  /// The layer's answer to each row, where row r of the answer sees the rows of `input` at r * `stride` + `offsets`, side by side.
  ///
  /// Beyond the ends of `input` everything is 0.
  func answer(to input: VectorRows, at offsets: [Int] = [0], stride: Int = 1) -> VectorRows {
    precondition(offsets.count * input.width * 4 == inputs, "an input for each row of the matrix")
    var output = VectorRows(count: input.count / stride, width: width)
    for row in 0..<output.count {
      for index in 0..<width { output.values[row * width + index] = bias[index] }
      for (place, offset) in offsets.enumerated() {
        let seen = row * stride + offset
        guard seen >= 0, seen < input.count else { continue }
        add(input, seen, from: place * input.width * 4, to: &output, row)
      }
    }
    return output
  }

  /// Adds one row's products with the weights from input `first` on.
  private func add(
    _ input: VectorRows, _ row: Int, from first: Int, to output: inout VectorRows, _ target: Int
  ) {
    let seen = input.values.span.extracting((row * input.width)..<((row + 1) * input.width))
    let weights = weights.span
    var sums = output.values.mutableSpan
    let base = target * width
    var start = first * width
    for index in seen.indices {
      let vector = seen[index]
      for lane in 0..<4 {
        let value = vector[lane]
        // Many inputs are rises, and most of the time nothing rises.
        if value != 0 {
          for column in 0..<width { sums[base + column] += value * weights[start + column] }
        }
        start += width
      }
    }
  }
}
