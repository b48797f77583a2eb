// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
package import Status

/// A connection to the daemon, for one caller who asks one thing after the other.
package final class ControlClient: Sendable {
  private let stream: UnixStream
  private let inbox: Inbox

  /// Connects; fails with `ENOENT` or `ECONNREFUSED` when no daemon runs.
  package init(at path: Path) throws(SystemError) {
    stream = try UnixStream.connect(to: path)
    inbox = Inbox(stream, limit: Self.limit)
  }

  /// Asks and waits for the answer.
  ///
  /// Throws `ControlError`, `SystemError` (`ETIMEDOUT` when the daemon does not answer), `ControlClosed`, or
  /// `CancellationError`.
  package func call(_ request: ControlRequest) async throws -> ControlAnswer {
    try await send(Message.call(request))
    return try await answer(to: request, within: Self.patience)
  }

  /// The daemon's status now, and again whenever it changes; nothing else may be asked from then on.
  package func statuses() async throws -> Statuses {
    try await send(Message.call(.status, more: true))
    return Statuses(client: self)
  }

  /// Statuses as they come; ends when the daemon does.
  package struct Statuses: AsyncSequence {
    package typealias Element = ServiceStatus
    fileprivate let client: ControlClient

    package func makeAsyncIterator() -> Iterator { Iterator(client: client) }

    package struct Iterator: AsyncIteratorProtocol {
      fileprivate let client: ControlClient

      package mutating func next() async throws -> ServiceStatus? {
        do {
          guard case .status(let status) = try await client.answer(to: .status, within: nil) else {
            return nil
          }
          return status
        } catch is ControlClosed {
          return nil
        }
      }
    }
  }

  private func send(_ bytes: [UInt8]) async throws {
    try await stream.write(bytes, within: Self.patience)
  }

  fileprivate func answer(
    to request: ControlRequest, within patience: Duration?
  ) async throws -> ControlAnswer {
    guard let message = try await inbox.next(within: patience) else { throw ControlClosed() }
    do throws(CallError) {
      return try ControlAnswer.read(message, to: request)
    } catch {
      throw error.controlError
    }
  }

  /// The most bytes of one answer: a list of half a million files.
  private static let limit = 64 << 20
  /// A daemon that works answers in milliseconds; one that does not for so long is stuck.
  private static let patience = Duration.seconds(30)
}

/// The daemon closed the connection instead of answering: it ends, or has too many clients.
package struct ControlClosed: Error, Hashable, Sendable {
  package init() {}
}
