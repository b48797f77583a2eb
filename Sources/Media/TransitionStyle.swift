// SPDX-License-Identifier: GPL-3.0-or-later

/// How a user wants one shot to become the next.
package enum TransitionStyle: String, Hashable, Sendable, Codable, CaseIterable {
  case cut
  case dissolve
  case dip
  /// Dissolves where the music begins something else calmly and where it is quiet, hard cuts elsewhere.
  case auto
}
