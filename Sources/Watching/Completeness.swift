// SPDX-License-Identifier: GPL-3.0-or-later

/// What a container's own structure says about the copying of the file.
package enum Completeness: Hashable, Sendable {
  case complete
  /// Bytes are missing; about so much is here, 0 to 99.
  case incomplete(percent: Int)
  /// The container does not tell.
  case unknown

  /// `present` bytes of `needed` are here.
  static func missing(present: Int64, needed: Int64) -> Completeness {
    guard needed > 0 else { return .incomplete(percent: 0) }
    let percent = Double(max(0, present)) / Double(needed) * 100
    return .incomplete(percent: min(99, max(0, Int(percent))))
  }
}
