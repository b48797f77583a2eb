// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides how many workers may run at once.
package enum WorkerBudget {
  /// As many as memory and cores allow: at least one, at most one for each core.
  ///
  /// `available` and `perWorker` are bytes; running workers' memory must be counted as available.
  package static func count(cores: Int, available: Int64, perWorker: Int64) -> Int {
    guard perWorker > 0 else { return max(1, cores) }
    let fitting = Int(clamping: max(0, available) / perWorker)
    return max(1, min(cores, fitting))
  }
}
