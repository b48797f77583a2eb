// SPDX-License-Identifier: GPL-3.0-or-later

internal import Synchronization

/// Adds up the progress of jobs that run side by side.
final class Tally: Sendable {
  private let stage: Progress.Stage
  private let unit: String
  private let total: Int
  private let listener: Progress.Listener
  private let done = Mutex<[Int: Double]>([:])

  init(stage: Progress.Stage, unit: String, total: Int, listener: @escaping Progress.Listener) {
    self.stage = stage
    self.unit = unit
    self.total = total
    self.listener = listener
  }

  /// Job `job` has done so many units.
  func update(_ job: Int, done amount: Double) {
    let sum = done.withLock { done in
      done[job] = amount
      return done.values.reduce(0, +)
    }
    listener(
      Progress(
        stage, share: min(1, sum / Double(max(total, 1))),
        detail: "\(Int(sum)) of \(total) \(unit)"))
  }
}
