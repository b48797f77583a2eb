// SPDX-License-Identifier: GPL-3.0-or-later

internal import Synchronization

/// Tells any number of listeners that something has changed; changes that come while one is told are merged.
final class Changes: Sendable {
  private let listeners = Mutex<(next: Int, streams: [Int: AsyncStream<Void>.Continuation])>(
    (0, [:]))

  func signal() {
    listeners.withLock { listeners in
      for stream in listeners.streams.values { stream.yield() }
    }
  }

  /// For one listener; it ends with the listener's task.
  func stream() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = listeners.withLock { listeners in
      listeners.next += 1
      listeners.streams[listeners.next] = continuation
      return listeners.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { $0.streams[number] = nil }
    }
    return stream
  }
}
