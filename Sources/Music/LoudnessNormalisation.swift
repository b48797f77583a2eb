// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Brings a piece to the common loudness, then compresses its magnitudes by the logarithm.
///
/// The gain is only known at the end of the piece; filter banks are linear, so it is applied to their sums.
struct LoudnessNormalisation {
  /// Loudness of the loud parts after the gain, full scale 1.
  static let target: Float = 0.1
  /// Below this a piece is silence, which no gain may blow up: -80 dB, 16 dB over the noise of 16 bits.
  private static let faintest: Float = 1e-4
  /// Frames in the 100 ms over which loudness is measured.
  private static let window = 10
  private static let melCompression: Float = 10
  private static let semitoneCompression: Float = 3

  func apply(to series: inout FeatureSeries) {
    series.gain = Self.target / max(loudness(of: series.level), Self.faintest)
    compress(&series.mel.values, by: series.gain * Self.melCompression)
    compress(&series.semitones.values, by: series.gain * Self.semitoneCompression)
  }

  /// The 90th percentile of the loudness in windows of 100 ms.
  private func loudness(of level: [Float]) -> Float {
    let windows = stride(from: 0, to: level.count, by: Self.window).map { start in
      let frames = level[start..<min(start + Self.window, level.count)]
      return (frames.reduce(0) { $0 + $1 * $1 } / Float(frames.count)).squareRoot()
    }
    return windows.percentile(0.9)
  }

  private func compress(_ values: inout [Float], by factor: Float) {
    for index in values.indices { values[index] = log1p(values[index] * factor) }
  }
}
