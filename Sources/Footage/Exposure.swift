// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// How a picture is lit, measured on the codes between its black bars.
package struct Exposure: Hashable, Sendable {
  /// Mean luma, 0 (black) to 1 (white).
  package var mean: Double
  /// Share of samples with no detail left in the dark, 0 to 1.
  package var shadows: Double
  /// Share of samples with no detail left in the light, 0 to 1.
  package var highlights: Double
  /// 95th minus 5th percentile of luma, 0 to 1.
  package var contrast: Double

  package init(of image: borrowing GrayImage, in area: ActiveArea, isFullRange: Bool) {
    var counts = InlineArray<256, Int>(repeating: 0)
    for row in area.rows {
      let start = row * image.width
      for index in start + area.columns.lowerBound..<start + area.columns.upperBound {
        counts[Int(image.pixels[index])] += 1
      }
    }
    self.init(counts: counts, range: isFullRange ? .full : .limited)
  }

  private init(counts: InlineArray<256, Int>, range: CodeRange) {
    var total = 0
    var sum = 0
    var dark = 0
    var light = 0
    for code in 0..<256 {
      total += counts[code]
      sum += counts[code] * code
      if code <= range.lastShadow { dark += counts[code] }
      if code >= range.firstHighlight { light += counts[code] }
    }
    let count = Double(max(total, 1))
    mean = range.luma(Double(sum) / count)
    shadows = Double(dark) / count
    highlights = Double(light) / count
    let low = Self.percentile(0.05, of: counts, total: total)
    let high = Self.percentile(0.95, of: counts, total: total)
    contrast = range.luma(Double(high)) - range.luma(Double(low))
  }

  /// The smallest code that at least this share of samples does not exceed.
  private static func percentile(_ share: Double, of counts: InlineArray<256, Int>, total: Int)
    -> Int
  {
    let wanted = share * Double(total)
    var passed = 0
    for code in 0..<256 {
      passed += counts[code]
      if Double(passed) >= wanted { return code }
    }
    return 255
  }
}

/// What luma codes mean.
private struct CodeRange {
  let black: Double
  let white: Double
  /// Codes up to here are crushed: a few above black, for noise.
  let lastShadow: Int
  /// Codes from here on are blown.
  let firstHighlight: Int

  static let limited = CodeRange(black: 16, white: 235, lastShadow: 20, firstHighlight: 235)
  static let full = CodeRange(black: 0, white: 255, lastShadow: 5, firstHighlight: 250)

  /// A code as luma, 0 to 1.
  func luma(_ code: Double) -> Double { min(max((code - black) / (white - black), 0), 1) }
}
