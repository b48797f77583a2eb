// SPDX-License-Identifier: GPL-3.0-or-later

/// How a text shall look.
package struct TextStyle: Hashable, Sendable {
  /// A family that fontconfig knows; characters that it lacks come from others.
  package var family: String
  /// 100 thin, 400 regular, 700 bold, 900 heavy.
  package var weight: Int
  /// Pixels of the em square, before the text is made smaller to fit.
  package var size: Double
  /// Pixels; longer lines are broken.
  package var maximalWidth: Int
  package var alignment: Alignment

  package init(
    family: String = "sans-serif", weight: Int = 700, size: Double, maximalWidth: Int,
    alignment: Alignment = .centre
  ) {
    self.family = family
    self.weight = weight
    self.size = size
    self.maximalWidth = maximalWidth
    self.alignment = alignment
  }

  /// Where lines that are shorter than others stand.
  package enum Alignment: Hashable, Sendable {
    /// On the left, or on the right where the script runs from right to left.
    case start
    case centre
  }

  /// More lines than these are no title.
  package static let mostLines = 3
  /// Of the wanted size; smaller type is hard to read in three seconds.
  package static let smallestShare = 0.6
}
