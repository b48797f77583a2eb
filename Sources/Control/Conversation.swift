// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Status

/// One client, from its first call to its end.
struct Conversation: Sendable {
  let stream: UnixStream
  let peer: PeerCredentials
  let permission: Permission
  let handler: ControlServer.Handler
  let changes: @Sendable () -> AsyncStream<Void>

  /// Answers calls in their order until the client is gone, does what no client should, or the task is cancelled.
  func run() async throws {
    let inbox = Inbox(stream, limit: Self.limit)
    do {
      while let message = try await inbox.next() {
        guard let call = Call(message) else {
          // What follows nonsense is hardly a call either.
          return try await send(Message.error(.invalidParameter("method")))
        }
        try await answer(call, inbox)
      }
    } catch is LineTooLong {
      try await send(
        Message.error(.control(.invalid("a call may have at most \(Self.limit) bytes"))))
    }
  }

  private func answer(_ call: Call, _ inbox: Inbox) async throws {
    if case .request(.status) = call.subject, call.wantsMore, !call.isOneWay {
      return try await StatusFeed(handler: handler, changes: changes, stream: stream).run(inbox)
    }
    let answer = await answer(to: call.subject)
    if !call.isOneWay { try await send(answer) }
  }

  private func answer(to subject: Call.Subject) async -> [UInt8] {
    switch subject {
    case .request(let request):
      return await answer(to: request)
    case .info:
      return Message.info(version: await version)
    case .description(let interface):
      return Message.description(of: interface)
    case .refused(let error):
      return Message.error(error)
    }
  }

  private func answer(to request: ControlRequest) async -> [UInt8] {
    guard permission.allows(request, to: peer) else {
      return Message.error(.control(.notPermitted(Self.refusal)))
    }
    do throws(ControlError) {
      return Message.answer(try await handler(request))
    } catch {
      return Message.error(.control(error, path: request.subject))
    }
  }

  private var version: String {
    get async {
      guard case .status(let status) = try? await handler(.status) else { return "" }
      return status.version
    }
  }

  private func send(_ bytes: [UInt8]) async throws {
    try await stream.write(bytes, within: Self.patience)
  }

  static let refusal = "only the daemon's user, the socket's group and root may change what it does"
  /// The most bytes of one call.
  private static let limit = 1 << 20
  /// How long a client may take to read an answer.
  static let patience = Duration.seconds(5)
}
