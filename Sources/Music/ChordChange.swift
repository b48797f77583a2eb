// SPDX-License-Identifier: GPL-3.0-or-later

/// How different the harmony is after a moment from before it.
package struct ChordChange: Sendable {
  private let width: Int
  /// Entry r holds, semitone by semitone, the sums over the rows before r.
  private let sums: [Float]
  private let rowCount: Int

  package init(semitones: FrameRows) {
    width = semitones.width
    rowCount = semitones.count
    var sums = [Float](repeating: 0, count: width)
    sums.reserveCapacity((rowCount + 1) * width)
    for row in 0..<rowCount {
      for column in 0..<width {
        sums.append(sums[row * width + column] + semitones[row, column])
      }
    }
    self.sums = sums
  }

  /// One less the cosine between the mean semitones of the two stretches, in frames: 0 (same) to 1.
  package func between(_ before: Range<Int>, _ after: Range<Int>) -> Float {
    let (first, second) = (mean(before), mean(after))
    var (product, firstPower, secondPower) = (Float(0), Float(0), Float(0))
    for column in first.indices {
      product += first[column] * second[column]
      firstPower += first[column] * first[column]
      secondPower += second[column] * second[column]
    }
    let power = (firstPower * secondPower).squareRoot()
    return power > 1e-9 ? max(0, 1 - product / power) : 0
  }

  /// Mean of the rows inside `frames`, at least one.
  private func mean(_ frames: Range<Int>) -> [Float] {
    let stride = FeatureSeries.semitoneStride
    let start = min(max((frames.lowerBound + stride - 1) / stride, 0), rowCount - 1)
    let end = min(max(frames.upperBound / stride, start + 1), rowCount)
    return (0..<width).map { column in
      (sums[end * width + column] - sums[start * width + column]) / Float(end - start)
    }
  }
}
