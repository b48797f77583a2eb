// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// How sure a tempo is, as a share: of pieces called 0.9, nine in ten have it right.
///
/// A logistic regression on 200 generated pieces of known tempo; see `docs/decisions/0021-confidence.md`.
struct TempoEvidence {
  /// Mean probability of the beats found.
  let certainty: Double
  /// How much worse the best of the tempi that it may be taken for explains a frame, in nats.
  let margin: Double
  let beatCount: Int

  /// Tempi, as multiples of the right one, that are taken for it: octaves, and three for two.
  static let rivals = [0.5, 2.0 / 3, 1.5, 2]

  private static let bias = -2.181
  private static let perCertainty = 3.156
  private static let perMargin = 15.71
  /// What the pieces had; beyond, nothing was learnt.
  private static let certainties = 0.44...0.96
  private static let margins = 0.0...0.253
  /// Four bars; fewer beats are less evidence, and a jingle is none.
  private static let enoughBeats = 16.0

  /// Confidence in the tempo, 0 to 1.
  var confidence: Double {
    let score =
      Self.bias + Self.perCertainty * certainty.clamped(to: Self.certainties)
      + Self.perMargin * margin.clamped(to: Self.margins)
    return min(1, Double(beatCount) / Self.enoughBeats) / (1 + exp(-score))
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
