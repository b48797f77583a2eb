// SPDX-License-Identifier: GPL-3.0-or-later

/// How far an analysis is that has no measurement yet, or whose content is of no use.
package struct Attempt: Hashable, Sendable {
  package var state: State
  /// How often it was begun, this time included.
  package var count: Int
  /// How often the content itself made it fail; a killed daemon is no failure of the content.
  package var failures: Int
  /// Which process runs it, or ran it last.
  package var owner: String
  /// When the state began, in ms since 1970.
  package var since: Int64
  /// When it may be begun again, in ms since 1970; only while it waits.
  package var retry: Int64?
  package var fault: Fault
  /// The files that it was begun with.
  package var witnesses: Witnesses

  package enum State: String, Hashable, Sendable, CaseIterable {
    case running
    /// For its next try.
    case waiting
    /// The content can never be measured.
    case rejected
    /// Tried often enough.
    case quarantined
  }
}

/// Files with the content of an analysis.
///
/// A content key is taken from samples: a copy that was made anew because the first one was damaged may have the
/// same key, and deserves a look of its own. Devices are left out, so that a boot makes no file a new one.
package struct Witnesses: Hashable, Sendable {
  package private(set) var stamps: [String]
  /// More copies of one bad content than this tell nothing new.
  private static let limit = 8

  package init(_ files: FileIdentity...) { stamps = files.map(Self.stamp) }

  init(text: String) { stamps = text.split(separator: ",").map(String.init) }

  /// As it is kept in a row.
  var text: String { stamps.joined(separator: ",") }

  /// Whether a file is worth another look.
  package func isNew(_ file: FileIdentity) -> Bool {
    stamps.count < Self.limit && !stamps.contains(Self.stamp(file))
  }

  mutating func add(_ file: FileIdentity?) {
    if let file, isNew(file) { stamps.append(Self.stamp(file)) }
  }

  private static func stamp(_ file: FileIdentity) -> String {
    "\(file.inode) \(file.size) \(file.modified) \(file.changed)"
  }
}

/// Why an analysis failed.
package struct Fault: Hashable, Sendable {
  /// A word that programs decide by.
  package var reason: String
  /// More of it, for people or for the log.
  package var detail: String

  package init(_ reason: String, detail: String = "") {
    self.reason = reason
    self.detail = detail
  }
}

/// What somebody who wants to run an analysis is told.
package enum Claim: Hashable, Sendable {
  /// Nobody else runs it until it is finished or failed; `attempt` counts from 1.
  case granted(attempt: Int)
  /// Another process runs it.
  case held(owner: String)
  /// It failed, and is tried again from `until` on, in ms since 1970.
  case waiting(until: Int64, reason: String, detail: String)
  /// It is not tried again by itself.
  case refused(state: Attempt.State, reason: String, detail: String)
}
