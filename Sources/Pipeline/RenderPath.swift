// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a film's pictures may come from.
package enum RenderPath: String, Hashable, Sendable, CaseIterable {
  /// Copied where pieces have them, encoded where none has.
  case any
  /// Copied only: what is missing is a failure.
  case copy
  /// Encoded anew, whatever there is.
  case encode
}
