// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// How much is going on in each beat, against the whole piece.
struct EnergyCurve {
  /// Loudness, onset density, bass and cymbals of each beat, 0 to 1 each.
  let traits: [[Float]]

  /// Loudness and density together, one number a beat, 0 to 1.
  var energy: [Float] { traits.map { ($0[0] + $0[1]) / 2 } }

  /// Differences smaller than these spread over less than the whole scale: 12 dB of loudness, and for
  /// the other three, means of log magnitudes or of their rise, a quarter of a typical value.
  private static let leastSpreads: [Float] = [12, 0.25, 0.25, 0.25]
  private static let bass = 0..<5
  private static let cymbals = 28..<40

  /// Measures between neighbours of `bounds`, frames that rise.
  init(bounds: [Int], features: FeatureSeries, onsets: OnsetActivation) {
    let spans = zip(bounds, bounds.dropFirst()).map { start, end in
      start..<max(start + 1, min(end, features.frameCount))
    }
    let raw: [[Float]] = spans.map { span in
      let power = features.level[span].reduce(0) { $0 + $1 * $1 } / Float(span.count)
      return [
        // The floor is the silence below which nothing is heard.
        10 * log10(max(power, 1e-8)),
        onsets.flux[span].reduce(0, +) / Float(span.count),
        Self.mean(of: features.mel, span, Self.bass),
        Self.mean(of: features.mel, span, Self.cymbals),
      ]
    }
    let columns = Self.leastSpreads.indices.map { column in
      Self.scaled(raw.map { $0[column] }, leastSpread: Self.leastSpreads[column])
    }
    traits = spans.indices.map { beat in columns.map { $0[beat] } }
  }

  private static func mean(of rows: FrameRows, _ frames: Range<Int>, _ bands: Range<Int>) -> Float {
    var sum: Float = 0
    for frame in frames { for band in bands { sum += rows[frame, band] } }
    return sum / Float(frames.count * bands.count)
  }

  /// Puts the 5th percentile at 0 and the 95th at 1; a piece that hardly varies stays around a half.
  private static func scaled(_ values: [Float], leastSpread: Float) -> [Float] {
    let (low, high) = (values.percentile(0.05), values.percentile(0.95))
    let middle = (low + high) / 2
    let spread = max(high - low, leastSpread)
    return values.map { min(max(0.5 + ($0 - middle) / spread, 0), 1) }
  }
}
