// SPDX-License-Identifier: GPL-3.0-or-later

/// In what state a file, folder or film is, which rule holds it there, and since when.
package struct Explanation: Codable, Sendable, Hashable {
  /// As it was asked for.
  package var path: String
  /// `file`, `folder`, `project` or `montage`.
  package var kind: String
  /// A state of `FileStatusLine`, `FolderStatus` or `MontageStatus`, or `unknown`, `ignored`.
  package var state: String
  /// The rule in one sentence.
  package var reason: String
  /// When the state began, in ms since 1970; 0 when that is not known.
  package var since: Int64
  /// What somebody could do; nil when there is nothing to do.
  package var remedy: String?

  package init(
    path: String, kind: String, state: String, reason: String, since: Int64 = 0,
    remedy: String? = nil
  ) {
    self.path = path
    self.kind = kind
    self.state = state
    self.reason = reason
    self.since = since
    self.remedy = remedy
  }
}
