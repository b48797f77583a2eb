// SPDX-License-Identifier: GPL-3.0-or-later

/// How much a message matters to whom.
package enum LogLevel: String, CaseIterable, Hashable, Sendable {
  /// Why a decision was taken.
  case debug
  /// What a stage did and how long it took.
  case info
  /// A change that the owner of the films wants to know.
  case notice
  /// Something failed and the service went on.
  case warning
  /// A job failed.
  case error

  /// The number of syslog and the journal: 3 for an error to 7 for debugging.
  package var priority: Int {
    switch self {
    case .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    }
  }
}

extension LogLevel: Comparable {
  /// An error is the greatest.
  package static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.priority > right.priority
  }
}
