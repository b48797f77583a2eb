// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Synchronization

/// Lets one task at a time work on each measurement; the others wait their turn, in the order in which they came.
final class Turns: Sendable {
  private let state = Mutex(State())

  private struct State {
    /// Those who wait, by what is being worked on.
    var waiting: [MeasurementKey: [Waiter]] = [:]
    var lastWaiter = 0
  }

  private struct Waiter {
    var number: Int
    var continuation: CheckedContinuation<Void, any Error>
  }

  /// Runs `body` when nobody else works on `key`; a cancelled task stops waiting.
  func run<Answer>(
    on key: MeasurementKey, _ body: () async throws -> Answer
  ) async throws -> Answer {
    try await take(key)
    defer { give(key) }
    return try await body()
  }

  private func take(_ key: MeasurementKey) async throws {
    let number = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        state.withLock { state in
          if Task.isCancelled {
            continuation.resume(throwing: CancellationError())
          } else if state.waiting[key] == nil {
            state.waiting[key] = []
            continuation.resume()
          } else {
            state.waiting[key]?.append(Waiter(number: number, continuation: continuation))
          }
        }
      }
    } onCancel: {
      leave(key, number)
    }
  }

  private func leave(_ key: MeasurementKey, _ number: Int) {
    state.withLock { state in
      guard let index = state.waiting[key]?.firstIndex(where: { $0.number == number }) else {
        return
      }
      state.waiting[key]?.remove(at: index).continuation.resume(throwing: CancellationError())
    }
  }

  private func give(_ key: MeasurementKey) {
    state.withLock { state in
      guard let waiters = state.waiting[key], !waiters.isEmpty else {
        state.waiting[key] = nil
        return
      }
      state.waiting[key]?.removeFirst().continuation.resume()
    }
  }
}
