// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Lines from a pipe or socket as they come, for one reader; it reads no further than it is asked.
package final class LineReader {
  private let descriptor: FileDescriptor
  private var buffer: LineBuffer
  private var atEnd = false

  /// Takes over `descriptor`; a line longer than `limit` bytes ends the reading with an error.
  package init(_ descriptor: consuming FileDescriptor, limit: Int) throws(SystemError) {
    try makeNonBlocking(descriptor.raw)
    self.descriptor = descriptor
    buffer = LineBuffer(limit: limit)
  }

  /// The next line without its newline; nil at the end, where an unfinished line is dropped.
  ///
  /// Throws `SystemError`, `LineTooLong`, or `CancellationError` when the task is cancelled.
  package func next() async throws -> [UInt8]? {
    while true {
      if let line = try buffer.take() { return line }
      guard !atEnd else { return nil }
      try Task.checkCancellation()
      do throws(SystemError) {
        let bytes = try descriptor.read(count: 16 << 10)
        if bytes.isEmpty { atEnd = true }
        buffer.append(bytes)
      } catch {
        guard error.errno == EAGAIN else { throw error }
        await untilReadable(descriptor.raw)
      }
    }
  }
}

extension LineReader: AsyncSequence {
  package typealias Element = [UInt8]

  package func makeAsyncIterator() -> Iterator { Iterator(reader: self) }

  /// Goes on where the reader stands: there is one stream, however many iterators.
  package struct Iterator: AsyncIteratorProtocol {
    let reader: LineReader

    package mutating func next() async throws -> [UInt8]? { try await reader.next() }
  }
}

/// The writer sent more bytes without a newline than were agreed.
package struct LineTooLong: Error, Hashable, Sendable {
  package let limit: Int

  package init(limit: Int) { self.limit = limit }
}

/// Cuts a stream of bytes into lines, holding at most one unfinished line.
package struct LineBuffer: Sendable {
  private let limit: Int
  private let end: UInt8
  private var bytes: [UInt8] = []
  private var start = 0
  /// Bytes before this are known to hold no end of a line.
  private var searched = 0

  /// `end` is the byte that ends a line.
  package init(limit: Int, end: UInt8 = UInt8(ascii: "\n")) {
    self.limit = limit
    self.end = end
  }

  package mutating func append(_ more: [UInt8]) {
    if start > 0 {
      bytes.removeFirst(start)
      searched -= start
      start = 0
    }
    bytes += more
  }

  /// The next whole line, if there is one.
  package mutating func take() throws(LineTooLong) -> [UInt8]? {
    let end = bytes[searched...].firstIndex(of: self.end)
    searched = end ?? bytes.count
    guard searched - start <= limit else { throw LineTooLong(limit: limit) }
    guard let end else { return nil }
    defer {
      start = end + 1
      searched = start
    }
    return Array(bytes[start..<end])
  }
}
