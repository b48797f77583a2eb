// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch

/// Runs blocking work in order on a thread of its own, so that none waits on the pool's few threads.
package final class SerialQueue: Sendable {
  private let queue: DispatchQueue

  /// `label` names the thread in debuggers.
  package init(label: String) { queue = DispatchQueue(label: label) }

  /// Runs `body` after everything that was queued before; cancelling the task does not stop it.
  package func run<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Value, Failure>, Never>) in
      queue.async { continuation.resume(returning: Result(catching: body)) }
    }
    return try result.get()
  }
}
