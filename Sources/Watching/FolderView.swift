// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// A drop folder as it was at one look: the truth that everything else is decided from.
package struct FolderView: Sendable {
  package var root: Path
  package var presence = Presence.watching
  /// Sorted by path, from the drop folder; junk is left out.
  package var files: [ScannedFile] = []
  /// Files that have not come to rest, or cannot be used as they are; all others have settled.
  package var unsettled: [Path: Unsettled] = [:]
  /// Folders that could not be read, and why.
  package var problems: [ScanProblem] = []
  /// Folders with a `PAUSE` file in them, from the drop folder; its own path is empty.
  package var paused: Set<Path> = []
  /// Folders that may not be read by everybody who gets into the drop folder, from there.
  package var secluded: Set<Path> = []
  /// Goes up when a folder lets in others than before: what was refused may be allowed now.
  package var grants = 0
  /// The UUID in the folder's marker, found or just written, for the ledger; nil where none can be written.
  package var marker: String?

  /// When the look was done, on the clock of `Unsettled.since`.
  package var time: Duration = .zero

  package init(root: Path) { self.root = root }

  package func isSettled(_ path: Path) -> Bool { unsettled[path] == nil }

  /// Whether the folder is there, and how its changes are noticed.
  package enum Presence: Sendable, Hashable {
    case watching
    /// By the clock; the reason is for the administrator.
    case polling(reason: String)
    /// Not there, or not the folder that it was: no files are listed, nothing is concluded from that, nothing written to it.
    case offline(reason: String)
  }

  /// Why a file cannot be used yet, or as it is.
  package struct Unsettled: Sendable, Hashable {
    package var reason: Reason
    /// When it was first so, on the clock that nobody sets.
    package var since: Duration
    /// It has been so for so long that no film waits for it.
    package var isGivenUp: Bool

    package init(reason: Reason, since: Duration, isGivenUp: Bool = false) {
      self.reason = reason
      self.since = since
      self.isGivenUp = isGivenUp
    }

    package enum Reason: Sendable, Hashable {
      /// Somebody may still be writing it.
      case changing
      case empty
      /// Its container has no end yet; about so much is there, 0 to 99.
      case incomplete(percent: Int)
      /// Kept apart, because there may be a reason for each of a hundred thousand files.
      indirect case unreadable(SystemError)
    }
  }
}
