// SPDX-License-Identifier: GPL-3.0-or-later

/// How quickly a film is cut, as beats per shot in 4/4 time.
package enum Style: String, Hashable, Sendable, Codable, CaseIterable {
  case energetic
  case balanced
  case dramatic
  case buildup

  /// Beats of one shot after another, repeated.
  package var beatsPerShot: [Int] {
    switch self {
    case .energetic: [2, 2, 4, 2, 2, 8]
    case .balanced: [4, 4, 4, 8, 4, 4]
    case .dramatic: [4, 4, 4, 4, 16]
    case .buildup: [8, 4, 4, 4, 4, 4]
    }
  }

  /// The same pattern in bars of `meter` beats, so that what ended on a bar line still does.
  package func beatsPerShot(meter: Int) -> [Int] {
    guard meter > 0, meter != 4 else { return beatsPerShot }
    var end = 0
    var scaledEnd = 0
    return beatsPerShot.map { length in
      end += length
      // Halves round up: the first of two half bars is the longer one.
      let next = max((end * meter + 2) / 4, scaledEnd + 1)
      defer { scaledEnd = next }
      return next - scaledEnd
    }
  }
}
