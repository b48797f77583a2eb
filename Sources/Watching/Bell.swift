// SPDX-License-Identifier: GPL-3.0-or-later

internal import Synchronization

/// Wakes one waiting task; rings that nobody waits for are kept as one.
final class Bell: Sendable {
  private let state = Mutex(State())

  private struct State {
    var isRung = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  func ring() {
    let waiter = state.withLock { (state) in
      defer { state.waiter = nil }
      state.isRung = state.waiter == nil
      return state.waiter
    }
    waiter?.resume()
  }

  /// Waits for a ring or the end of the task, which takes no ring away.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { (waiter) in
        let isOver = state.withLock { (state) in
          if state.isRung || Task.isCancelled {
            if !Task.isCancelled { state.isRung = false }
            return true
          }
          state.waiter = waiter
          return false
        }
        if isOver { waiter.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { (state) in
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume()
    }
  }
}
