// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Measures focus as the steepness of edges, relative to their height, so that noise and gain hardly count.
///
/// The picture is read in lines four samples thick, in strips of sixteen samples; the value is the
/// 90th percentile of slope over contrast, in 1/pixel: about 0.05 (soft) to 0.5 (crisp).
package enum Sharpness {
  /// Samples averaged across a line: noise falls by half.
  private static let thickness = 4
  /// One line in this many is read; the others say the same.
  private static let spacing = 16
  private static let stripLength = 16
  /// Codes of contrast that make a strip an edge rather than noise.
  private static let leastContrast = 40
  /// Fewer edges than this say nothing about focus.
  private static let leastStrips = 20

  /// Mean of both directions; nil for a picture too flat to tell, or too small.
  package static func measure(_ image: borrowing GrayImage) -> Double? {
    let (width, height) = (image.width, image.height)
    var slopes = Slopes()
    for row in stride(from: 0, through: height - thickness, by: spacing) {
      read(image, Line(start: row * width, step: 1, across: width, count: width), &slopes)
    }
    let level = slopes.percentile
    slopes = Slopes()
    for column in stride(from: 0, through: width - thickness, by: spacing) {
      read(image, Line(start: column, step: width, across: 1, count: height), &slopes)
    }
    guard let level, let upright = slopes.percentile else { return level ?? slopes.percentile }
    return (level + upright) / 2
  }

  private static func read(_ image: borrowing GrayImage, _ line: Line, _ slopes: inout Slopes) {
    var strip = InlineArray<16, Int>(repeating: 0)
    for first in stride(from: 0, through: line.count - stripLength, by: stripLength) {
      var index = line.start + first * line.step
      var least = Int.max
      var most = 0
      for place in 0..<stripLength {
        let sum =
          Int(image.pixels[index]) + Int(image.pixels[index + line.across])
          + Int(image.pixels[index + 2 * line.across]) + Int(image.pixels[index + 3 * line.across])
        strip[place] = sum
        least = min(least, sum)
        most = max(most, sum)
        index += line.step
      }
      guard most - least >= leastContrast * thickness else { continue }
      var steepest = 0
      for place in 1..<stripLength - 1 {
        steepest = max(steepest, abs(strip[place + 1] - strip[place - 1]))
      }
      slopes.add(steepest, of: most - least)
    }
  }

  /// Where a line lies among the samples of a picture.
  private struct Line {
    let start: Int
    /// Distance of samples along the line, and across it.
    let step: Int
    let across: Int
    let count: Int
  }

  /// Counts of slope over contrast.
  private struct Slopes {
    private var counts = InlineArray<256, Int>(repeating: 0)
    private var total = 0

    /// Adds a strip's difference over two samples and its contrast.
    mutating func add(_ difference: Int, of contrast: Int) {
      counts[min(255, difference * 255 / contrast)] += 1
      total += 1
    }

    /// The 90th percentile in 1/pixel; nil with too few strips.
    var percentile: Double? {
      guard total >= leastStrips else { return nil }
      var passed = 0
      for bin in 0..<256 {
        passed += counts[bin]
        if passed * 10 >= total * 9 { return (Double(bin) + 0.5) / 255 / 2 }
      }
      return 0.5
    }
  }
}
