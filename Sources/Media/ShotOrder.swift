// SPDX-License-Identifier: GPL-3.0-or-later

/// In which order a film shows what was recorded.
package enum ShotOrder: String, Hashable, Sendable, Codable, CaseIterable {
  /// From the first recording to the last, with as much freedom as the music needs.
  case story
  /// Strictly by time.
  case chronological
  /// Whatever fits the music best.
  case best
  /// By the seed.
  case shuffle

  /// Whether what was recorded earlier should be seen earlier.
  package var followsTime: Bool { self == .story || self == .chronological }
}
