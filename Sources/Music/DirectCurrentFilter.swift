// SPDX-License-Identifier: GPL-3.0-or-later

/// Cleans samples: removes direct current, and what is not a number or far beyond full scale.
struct DirectCurrentFilter {
  /// Feedback for a corner at 10 Hz, a decade and a half below the lowest drum: 1 - 2 pi 10 / 22050.
  private static let feedback: Float = 0.99715
  /// Eight times full scale: louder is a decoder's accident and would drown the piece.
  private static let limit: Float = 8

  private var previousInput: Float?
  private var previousOutput: Float = 0

  mutating func filter(_ sample: Float) -> Float {
    let input = sample.isFinite ? min(max(sample, -Self.limit), Self.limit) : 0
    // A piece that starts on an offset must not start with a click.
    let output = input - (previousInput ?? input) + Self.feedback * previousOutput
    previousInput = input
    // Below the smallest normal number arithmetic is slow, and silence would stay there.
    previousOutput = abs(output) < 1e-20 ? 0 : output
    return previousOutput
  }
}
