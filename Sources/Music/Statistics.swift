// SPDX-License-Identifier: GPL-3.0-or-later

extension Array where Element == Float {
  /// The value that the share `share` of all values lies at or below, by linear interpolation; 0 of none.
  func percentile(_ share: Float) -> Float {
    guard !isEmpty else { return 0 }
    let sorted = sorted()
    let place = share * Float(count - 1)
    let index = Swift.min(Int(place), count - 1)
    let next = Swift.min(index + 1, count - 1)
    return sorted[index] + (sorted[next] - sorted[index]) * (place - Float(index))
  }

  var median: Float { percentile(0.5) }

  var mean: Float { isEmpty ? 0 : reduce(0, +) / Float(count) }

  /// The mean over `width` values around each, fewer at the ends.
  func movingMean(width: Int) -> [Float] {
    // Sums of doubles: over a long piece the digits of a float would run out.
    var sums = [0.0]
    sums.reserveCapacity(count + 1)
    for value in self { sums.append(sums[sums.count - 1] + Double(value)) }
    let before = width / 2
    return indices.map { index in
      let start = Swift.max(0, index - before)
      let end = Swift.min(count, index - before + width)
      return Float((sums[end] - sums[start]) / Double(end - start))
    }
  }
}
