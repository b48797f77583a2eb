// SPDX-License-Identifier: GPL-3.0-or-later

internal import YAML

/// In which forms people at the share are told what is being done.
package enum StatusWish: String, Hashable, Sendable, CaseIterable {
  case off
  case text
  case html
  /// As text and as pages.
  case on

  package var hasText: Bool { self == .text || self == .on }
  package var hasPages: Bool { self == .html || self == .on }
}

/// One of the words, or another for on or off.
func statusWish(_ scalar: Scalar) throws(Refusal) -> StatusWish {
  if let wish = StatusWish(rawValue: scalar.text.lowercased()) { return wish }
  do throws(Refusal) {
    return try onOrOff(scalar, suggesting: ("on", "off")) ? .on : .off
  } catch {
    return try choice(scalar)
  }
}
