// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
package import Media

/// Names a picture by the signs of its 63 lowest spatial frequencies, so that like pictures have like names.
///
/// Two pictures of one scene differ in about 20 bits at most, unrelated ones in about 30.
package enum PerceptualHash {
  private static let side = 32
  /// Standard deviation in codes below which a picture has nothing to name.
  private static let flatDeviation: Float = 5

  /// The hash of what lies in `area`; nil when that is flat.
  package static func measure(_ image: borrowing GrayImage, in area: ActiveArea) -> UInt64? {
    let samples = reduced(image, area)
    let count = Float(samples.count)
    let mean = samples.reduce(0, +) / count
    let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard variance >= flatDeviation * flatDeviation else { return nil }
    let frequencies = lowest(of: samples)
    let median = frequencies.sorted()[frequencies.count / 2]
    return frequencies.reduce(0) { $0 << 1 | ($1 > median ? 1 : 0) }
  }

  /// The area as 32x32 means.
  private static func reduced(_ image: borrowing GrayImage, _ area: ActiveArea) -> [Float] {
    let columns = edges(of: area.columns)
    let rows = edges(of: area.rows)
    var samples: [Float] = []
    samples.reserveCapacity(side * side)
    for y in 0..<side {
      for x in 0..<side {
        var sum = 0
        for row in rows[y]..<rows[y + 1] {
          for index in row * image.width + columns[x]..<row * image.width + columns[x + 1] {
            sum += Int(image.pixels[index])
          }
        }
        let count = (rows[y + 1] - rows[y]) * (columns[x + 1] - columns[x])
        samples.append(count > 0 ? Float(sum) / Float(count) : samples.last ?? 0)
      }
    }
    return samples
  }

  private static func edges(of range: Range<Int>) -> [Int] {
    (0...side).map { range.lowerBound + $0 * range.count / side }
  }

  /// The 8x8 lowest frequencies of a cosine transform, without the mean.
  private static func lowest(of samples: [Float]) -> [Float] {
    var upright = [SIMD8<Float>](repeating: .zero, count: 8)
    for y in 0..<side {
      var row = SIMD8<Float>.zero
      for x in 0..<side { row += samples[y * side + x] * waves[x] }
      for frequency in 0..<8 { upright[frequency] += waves[y][frequency] * row }
    }
    var frequencies: [Float] = []
    frequencies.reserveCapacity(63)
    for down in 0..<8 {
      for right in 0..<8 where down + right > 0 { frequencies.append(upright[down][right]) }
    }
    return frequencies
  }

  /// For each place, the eight slowest cosine waves.
  private static let waves: [SIMD8<Float>] = (0..<side).map { place in
    var wave = SIMD8<Float>.zero
    for frequency in 0..<8 {
      wave[frequency] = cosf(.pi * (Float(place) + 0.5) * Float(frequency) / Float(side))
    }
    return wave
  }
}
