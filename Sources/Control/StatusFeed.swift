// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Status

/// Tells one client the status again whenever it has changed.
struct StatusFeed: Sendable {
  let handler: ControlServer.Handler
  let changes: @Sendable () -> AsyncStream<Void>
  let stream: UnixStream

  /// Runs until the client is gone, the daemon has no more changes, or the task is cancelled.
  func run(_ inbox: Inbox) async throws {
    // Before the first look, so that no change falls between the two.
    let changes = changes()
    // At most one waits, however many come while the client reads.
    let (news, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await change in changes { continuation.yield(change) }
        continuation.finish()
      }
      group.addTask {
        try await inbox.untilEnd()
        continuation.finish()
      }
      defer { group.cancelAll() }
      try await tell(news)
    }
  }

  private func tell(_ news: AsyncStream<Void>) async throws {
    var told = try await status()
    try await send(told)
    var next = ContinuousClock.now + Self.interval
    for await _ in news {
      try await Task.sleep(until: next, clock: .continuous)
      let status = try await status()
      guard status != told else { continue }
      try await send(status)
      told = status
      next = .now + Self.interval
    }
    try Task.checkCancellation()
    try await write(Message.answer(.status(try await status())))
  }

  private func status() async throws -> ServiceStatus {
    guard case .status(let status) = try await handler(.status) else {
      throw ControlError.failed("no status")
    }
    return status
  }

  private func send(_ status: ServiceStatus) async throws {
    try await write(Message.answer(.status(status), continues: true))
  }

  private func write(_ bytes: [UInt8]) async throws {
    try await stream.write(bytes, within: Conversation.patience)
  }

  /// Between two answers: nobody reads faster.
  private static let interval = Duration.milliseconds(500)
}
