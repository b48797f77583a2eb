// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Dispatch
internal import Glibc

/// One end of a connection between two programs of this machine.
package final class UnixStream: Sendable {
  private let descriptor: FileDescriptor

  /// Takes over a connected socket that does not block.
  init(owning descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

  /// Connects without waiting: `EAGAIN` means that as many wait already as may.
  package static func connect(to path: Path) throws(SystemError) -> UnixStream {
    let descriptor = try UnixAddress.socket()
    let raw = descriptor.raw
    try UnixAddress.with(path, "connect") { Glibc.connect(raw, $0, $1) }
    return UnixStream(owning: descriptor)
  }

  /// Two streams that are connected with each other.
  package static func pair() throws(SystemError) -> (UnixStream, UnixStream) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    try check("socketpair") { socketpair(AF_UNIX, kind, 0, &ends) }
    return (
      UnixStream(owning: FileDescriptor(owning: ends[0])),
      UnixStream(owning: FileDescriptor(owning: ends[1]))
    )
  }

  /// What came, up to `count` bytes; empty when the other side has closed.
  ///
  /// Waits until something comes; `ETIMEDOUT` when nothing does within `patience`, `CancellationError` when cancelled.
  package func read(count: Int, within patience: Duration? = nil) async throws -> [UInt8] {
    let deadline = patience.map { ContinuousClock.now + $0 }
    while true {
      try Task.checkCancellation()
      do throws(SystemError) {
        return try descriptor.read(count: count)
      } catch {
        // Who closes with bytes unread resets the connection: for the reader an end like any other.
        if error.errno == ECONNRESET { return [] }
        guard error.errno == EAGAIN else { throw error }
      }
      try await wait(until: deadline, "read", untilReadable(_:within:))
    }
  }

  /// Sends every byte; `ETIMEDOUT` when the other side has not made room for all within `patience`.
  package func write(_ bytes: [UInt8], within patience: Duration) async throws {
    let deadline = ContinuousClock.now + patience
    var written = 0
    while written < bytes.count {
      try Task.checkCancellation()
      do throws(SystemError) {
        written += try send(bytes[written...])
      } catch {
        guard error.errno == EAGAIN else { throw error }
        try await wait(until: deadline, "write", untilWritable(_:within:))
      }
    }
  }

  /// Tells the other side that nothing more comes; what it sends can still be read.
  package func finishWriting() { _ = Glibc.shutdown(descriptor.raw, Int32(SHUT_WR)) }

  /// Ends both directions: whoever waits for the stream, on either side, finds its end.
  package func shutDown() { _ = Glibc.shutdown(descriptor.raw, Int32(SHUT_RDWR)) }

  /// Whose program the other end was when it connected.
  package func peer() throws(SystemError) -> PeerCredentials {
    try PeerCredentials(of: descriptor.raw)
  }

  private func send(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
    let raw = descriptor.raw
    // A peer that is gone is an error, not a signal that would end the program.
    return try check("send") {
      bytes.withUnsafeBytes {
        Glibc.send(raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
    }
  }

  private func wait(
    until deadline: ContinuousClock.Instant?, _ call: String,
    _ wait: (Int32, Duration?) async -> Void
  ) async throws {
    let left = deadline.map { $0 - .now }
    if let left, left <= .zero { throw SystemError(errno: ETIMEDOUT, call: call) }
    await wait(descriptor.raw, left)
    withExtendedLifetime(self) {}
  }
}
