// SPDX-License-Identifier: GPL-3.0-or-later

package import Jobs

/// One worker process, as it is now.
package struct RunningWorker: Sendable, Hashable {
  package var processIdentifier: Int32
  package var kind: JobKind
  package var ticket: WorkTicket
  /// In ms since 1970.
  package var started: Int64
  /// Share that is done, 0 to 1.
  package var progress: Double
  /// Bytes that it was expected to take, and those it has.
  package var predicted: Int64
  package var resident: Int64
  package var isSuspended: Bool

  /// The file or film that it works on.
  package var subject: String { ticket.subject }
}

/// Memory as the pool sees it, in bytes.
package struct PoolMemory: Sendable, Hashable {
  /// What this process and its workers may use together; nil for whatever the machine leaves.
  package var ceiling: Int64?
  /// Resident in the workers.
  package var used: Int64
  /// What the machine and its control groups leave; nil when it cannot be read.
  package var available: Int64?
  /// `green`, `yellow`, `orange` or `red`.
  package var level: String
  /// Why no more work is admitted; nil when it is.
  package var reason: String?
  /// What the kernel does not tell; nil when nothing is missing.
  package var blindness: String?
}
