// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// How sure a tempo is, as a share: of pieces called 0.9, nine in ten have it right.
///
/// A logistic regression on 169 accompaniments of known tempo; see `docs/decisions/0021-confidence.md`.
struct TempoEvidence {
  /// Beats per minute.
  let tempo: Double
  /// See `PulseClarity`.
  let clarity: Double
  /// How much worse beats twice as fast explain a frame, in nats; 0 or below.
  ///
  /// Where they do almost as well there are notes between the beats, and the tempo is not a doubled one.
  let doubling: Double
  let beatCount: Int

  private static let bias = 2.07
  /// Most errors are octaves: the further from where people tap, the likelier.
  private static let usualTempo = 115.0
  private static let perOctaveAbove = -4.85
  private static let perOctaveBelow = -3.93
  private static let perClarity = 3.38
  private static let perDoubling = 5.50
  /// What the pieces had; beyond, nothing was learnt.
  private static let clarities = 0.1...0.6
  private static let doublings = -0.4...0.0
  /// Four bars; fewer beats are less evidence, and a jingle is none.
  private static let enoughBeats = 16.0

  /// Confidence in the tempo, 0 to 1.
  var confidence: Double {
    let octaves = log2(tempo / Self.usualTempo)
    let score =
      Self.bias + Self.perOctaveAbove * max(octaves, 0) + Self.perOctaveBelow * max(-octaves, 0)
      + Self.perClarity * clarity.clamped(to: Self.clarities)
      + Self.perDoubling * doubling.clamped(to: Self.doublings)
    return min(1, Double(beatCount) / Self.enoughBeats) / (1 + exp(-score))
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
