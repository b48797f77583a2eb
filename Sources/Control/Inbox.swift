// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Synchronization

/// Messages from the other end of a stream, each without the NUL that ends it.
final class Inbox: Sendable {
  private let stream: UnixStream
  private let limit: Int
  private let buffer: Mutex<LineBuffer>

  /// A message longer than `limit` bytes ends the reading with `LineTooLong`.
  init(_ stream: UnixStream, limit: Int) {
    self.stream = stream
    self.limit = limit
    buffer = Mutex(LineBuffer(limit: limit, end: 0))
  }

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
    while kept <= limit {
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

  /// Bytes read at a time.
  private static let piece = 16 << 10
}
