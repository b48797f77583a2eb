// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Synchronization

/// Messages from the other end of a stream, each without the NUL that ends it.
final class Inbox: Sendable {
  private let stream: UnixStream
  private let buffer = Mutex(LineBuffer(limit: Inbox.limit, end: 0))

  init(_ stream: UnixStream) { self.stream = stream }

  /// The next message; nil at the end, where an unfinished one is dropped.
  func next(within patience: Duration? = nil) async throws -> [UInt8]? {
    while true {
      if let message = try buffer.withLock({ try $0.take() }) { return message }
      guard try await fill(within: patience) else { return nil }
    }
  }

  /// Waits until the other end closes; what it sends meanwhile is kept for `next`, as far as there is room.
  func untilEnd() async throws {
    var kept = 0
    while kept <= Self.limit {
      let bytes = try await stream.read(count: Self.piece)
      if bytes.isEmpty { return }
      kept += bytes.count
      buffer.withLock { $0.append(bytes) }
    }
  }

  private func fill(within patience: Duration?) async throws -> Bool {
    let bytes = try await stream.read(count: Self.piece, within: patience)
    buffer.withLock { $0.append(bytes) }
    return !bytes.isEmpty
  }

  /// The most bytes of one message.
  static let limit = 1 << 20
  /// Bytes read at a time.
  private static let piece = 16 << 10
}
