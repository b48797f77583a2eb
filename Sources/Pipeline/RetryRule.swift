// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs

/// What becomes of an analysis that failed.
enum RetryRule {
  /// How long to wait after the first failure, the second, and so on, in ms; after the last one it is given up.
  private static let pauses: [Int64] = [30_000, 300_000]
  /// Before another try of what failed for a reason outside the file, in ms.
  private static let outsidePause: Int64 = 30_000

  enum Verdict: Sendable, Hashable {
    /// The file is at fault, and another try would say the same.
    case reject
    /// The file may be at fault: tried again after so many ms.
    case retry(after: Int64)
    /// Tried often enough.
    case quarantine
    /// The file is not at fault: nothing is counted, and it is tried again after so many ms.
    case giveBack(after: Int64)
  }

  /// `failures` are those of this content before.
  static func verdict(on reason: JobFailure.Reason, failures: Int) -> Verdict {
    switch reason {
    case .notMedia, .noPicture, .noSound, .damaged, .badTable: return .reject
    case .crashed, .stalled, .outOfMemory, .badOrder:
      return failures < pauses.count ? .retry(after: pauses[failures]) : .quarantine
    case .cancelled: return .giveBack(after: 0)
    case .readError, .writeError, .notInstalled: return .giveBack(after: outsidePause)
    }
  }

  /// Whether something outside the file is at fault.
  static func isOutside(_ reason: JobFailure.Reason) -> Bool {
    if case .giveBack = verdict(on: reason, failures: 0) { return true }
    return false
  }
}
