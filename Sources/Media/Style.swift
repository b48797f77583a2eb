// SPDX-License-Identifier: GPL-3.0-or-later

/// How the cuts of a film follow its music, and what it likes to show; the defaults are those of `balanced`.
package struct Style: Hashable, Sendable, Codable {
  package var name = "balanced"
  /// Beats of one shot after another, as in 4/4 time, repeated.
  package var beats = [4, 4, 4, 8, 4, 4]
  /// The same for the sections of a song that have such a label.
  package var sections: [String: [Int]] = [:]
  /// Shots are held twice as long in calm music and half as long in energetic, where a section has no pattern of its own.
  package var followsEnergy = true
  /// How often the length of shots halves from the film's start to its end.
  package var acceleration = 0
  /// How many times as many cuts as the pattern says.
  package var pace = 1.0
  package var taste = Taste.any

  package init() {}

  /// The footage that a style prefers.
  package enum Taste: String, Hashable, Sendable, Codable, CaseIterable {
    case any
    case lively
    case calm
  }

  /// Whether a section with that label has a pattern of its own.
  package func hasPattern(for section: String) -> Bool { sections[section] != nil }

  /// The pattern of a section in bars of `meter` beats, so that what ends on a bar line in 4/4 time still does.
  package func beatsPerShot(in section: String = "", meter: Int) -> [Int] {
    let pattern = sections[section] ?? beats
    guard meter > 0, meter != 4 else { return pattern }
    var end = 0
    var scaledEnd = 0
    return pattern.map { length in
      end += length
      // Halves round up: the first of two half bars is the longer one.
      let next = max((end * meter + 2) / 4, scaledEnd + 1)
      defer { scaledEnd = next }
      return next - scaledEnd
    }
  }
}
