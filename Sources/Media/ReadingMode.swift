// SPDX-License-Identifier: GPL-3.0-or-later

/// How a file is read: what one way does not survive, the next one may.
package enum ReadingMode: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
  /// What is damaged in the coded data is concealed by the decoder, as in any player; all else is an error.
  case direct
  /// Blocks that the disk does not give count as zeros, packets and pictures that cannot be used are passed over;
  /// until the next picture the last one stands.
  case cautious
  /// The same with a decoder that needs less memory: smaller pictures, or fewer.
  case reduced

  package static func < (left: ReadingMode, right: ReadingMode) -> Bool {
    left.rank < right.rank
  }

  /// What fails is passed over.
  package var isTolerant: Bool { self != .direct }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
