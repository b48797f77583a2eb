// SPDX-License-Identifier: GPL-3.0-or-later

internal import Synchronization

/// Tells any number of listeners that something changed; who is slow hears of the newest change only.
final class Broadcast: Sendable {
  private let listeners = Mutex<(next: Int, all: [Int: AsyncStream<Void>.Continuation])>((0, [:]))

  /// A stream of its own for each listener, until it stops listening.
  func listen() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let number = listeners.withLock { listeners in
      listeners.next += 1
      listeners.all[listeners.next] = continuation
      return listeners.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { _ = $0.all.removeValue(forKey: number) }
    }
    return stream
  }

  func send() {
    for listener in listeners.withLock({ Array($0.all.values) }) { listener.yield() }
  }

  deinit { listeners.withLock { $0.all.values.forEach { $0.finish() } } }
}
