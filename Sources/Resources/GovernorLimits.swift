// SPDX-License-Identifier: GPL-3.0-or-later

/// What an administrator allows: how much memory, how many workers, and from which pressure on work stands back.
package struct GovernorLimits: Hashable, Sendable {
  /// Bytes that this process and its workers may use together; nil for whatever the machine leaves.
  package var memoryCeiling: Int64?
  /// Most workers at a time; nil for one per processor.
  package var workers: Int?
  /// Percent of the memory in use above which nothing is admitted, until it has fallen below the lower one.
  package var memoryHigh = 85
  package var memoryLow = 75
  /// Percent of time in which some task waited for memory: nothing more is admitted above it.
  package var pressureHold = 10
  /// Percent of time in which every task waited: workers are suspended above it.
  package var pressureSuspend = 5
  /// As `pressureSuspend`: workers are ended above it, and their jobs queued again.
  package var pressureStop = 20
  package var analysisPriority = AnalysisPriority.idle

  package init() {}

  /// The service's own, where nothing else is set.
  package static let standard: GovernorLimits = {
    var limits = GovernorLimits()
    limits.memoryCeiling = 512 << 20
    return limits
  }()

  /// For a program that somebody waits for: bounded by the machine only.
  package static let wholeMachine = GovernorLimits()

  /// Bytes that all workers together may be promised.
  package var workerRoom: Int64 {
    guard let memoryCeiling else { return .max }
    return max(0, memoryCeiling - Self.ownShare)
  }

  /// What the service itself takes, with its databases' caches.
  private static let ownShare: Int64 = 32 << 20

  /// How far analysis stands back for the machine's other work.
  package enum AnalysisPriority: String, Hashable, Sendable, CaseIterable {
    /// Runs when nobody else wants to, but never starves.
    case idle
    case low
    case normal
  }
}
