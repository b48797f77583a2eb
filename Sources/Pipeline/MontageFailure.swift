// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a montage could not be made, in words for the person who has only the shared folder.
package struct MontageFailure: Error, Sendable, Hashable {
  package let kind: Kind
  /// Which file, what is wrong, what to do: one sentence, a line for each problem of a config.
  package let sentence: String

  package init(_ kind: Kind, _ sentence: String) {
    self.kind = kind
    self.sentence = sentence
  }

  /// What an exit status or a retry depends on.
  package enum Kind: Sendable, Hashable {
    /// The config or the cut list.
    case configuration
    /// Footage or song.
    case input
    /// A file that is named but not there.
    case missing
    /// The film's place cannot be written.
    case output
    /// The film's place may not be written.
    case permission
    /// A disk or a share fails.
    case storage
    /// Something that may be gone in a while.
    case temporary
    case cancelled
    /// The program itself.
    case fault
  }
}

extension MontageFailure: CustomStringConvertible {
  package var description: String { sentence }
}
