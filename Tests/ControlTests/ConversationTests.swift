// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Synchronization
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(2)))
struct ConversationTests {
  @Test func `calls may follow each other without waiting for answers`() async throws {
    let answers = try await talk(requests.flatMap { Message.call($0) })
    #expect(answers == requests.map { Message.answer(answer(to: $0)) })
  }

  @Test func `a call may come byte by byte`() async throws {
    let server = try ServerUnderTest()
    let stream = try UnixStream.connect(to: server.path)
    for byte in Message.call(.explain(path: "/a")) {
      try await stream.write([byte], within: .seconds(60))
      await Task.yield()
    }
    let inbox = Inbox(stream, limit: 1 << 20)
    let told = try #require(try await inbox.next(within: .seconds(60)))
    #expect(told + [0] == Message.answer(answer(to: .explain(path: "/a"))))
  }

  @Test func `who wants no answer gets none, and it is done all the same`() async throws {
    let mute = #"{"method":"io.montaged.Control.Resume","oneway":true}"#
    let lost = #"{"method":"io.montaged.Control.Nothing","oneway":true}"#
    let calls = [mute, lost].flatMap { Array($0.utf8) + [0] } + Message.call(.list(folder: nil))
    let seen = Seen()
    let answers = try await talk(calls) { (request) async throws(ControlError) in
      seen.requests.withLock { $0.append(request) }
      return answer(to: request)
    }
    #expect(answers == [Message.answer(answer(to: .list(folder: nil)))])
    #expect(seen.requests.withLock { $0 } == [.resume(folder: nil), .list(folder: nil)])
  }

  @Test(arguments: ["hello", "", "{}", "[1]", "{\"method\":", "\u{FFFD}"])
  func `nonsense is answered, and ends the connection`(text: String) async throws {
    let answers = try await talk(Array(text.utf8) + [0] + Message.call(.status))
    #expect(answers == [Message.error(.invalidParameter("method"))])
  }

  @Test func `a call of this service that makes no sense does not`() async throws {
    let odd = Array(#"{"method":"io.montaged.Control.Odd","more":true}"#.utf8) + [0]
    let answers = try await talk(odd + Message.call(.list(folder: nil)))
    #expect(
      answers == [
        Message.error(.methodNotFound("io.montaged.Control.Odd")),
        Message.answer(answer(to: .list(folder: nil))),
      ])
  }

  @Test func `only a status can be asked for more than once`() async throws {
    let answers = try await talk(Message.call(.list(folder: nil), more: true))
    #expect(answers == [Message.answer(answer(to: .list(folder: nil)))])
  }

  @Test func `a call that is too long is refused`() async throws {
    let server = try ServerUnderTest()
    let stream = try UnixStream.connect(to: server.path)
    // It may be cut off in the middle.
    try? await stream.write([UInt8](repeating: 65, count: 2 << 20), within: .seconds(60))
    let told = try? await everything(from: stream)
    if let told, !told.isEmpty {
      #expect(String(decoding: told, as: UTF8.self).contains("io.montaged.Control.Invalid"))
    }
    #expect(try await ControlClient(at: server.path).call(.status) == answer(to: .status))
  }

  @Test func `whatever clients send, others are answered`() async throws {
    let server = try ServerUnderTest()
    let other = try ControlClient(at: server.path)
    var seed: UInt64 = 1
    for round in 0..<60 {
      let stream = try UnixStream.connect(to: server.path)
      var bytes = Message.call(requests[round % requests.count])
      for _ in 0..<(round % 5) {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(seed >> 33) % bytes.count] = UInt8(truncatingIfNeeded: seed >> 40)
      }
      try? await stream.write(bytes, within: .seconds(60))
      #expect(try await other.call(.status) == answer(to: .status))
    }
  }

  @Test func `one who never reads loses his connection, the others nothing`() async throws {
    let big = String(repeating: "x", count: 4 << 20)
    let server = try ServerUnderTest { (request) async throws(ControlError) in
      if case .explain = request { return .done(count: 1, message: big) }
      return answer(to: request)
    }
    let idle = try UnixStream.connect(to: server.path)
    try await idle.write(Message.call(.explain(path: "/a")), within: .seconds(60))
    let other = try ControlClient(at: server.path)
    #expect(try await other.call(.status) == answer(to: .status))
    // His calls are read no more: when the server has given up, the answer ends in the middle.
    try await Task.sleep(for: Conversation.patience + .milliseconds(500))
    let told = try await everything(from: idle)
    #expect(told.last != 0)
    #expect(told.count < big.utf8.count)
    #expect(try await other.call(.status) == answer(to: .status))
  }

  /// What a server answers to `bytes`, each answer with its NUL, until it closes because the sender did.
  private func talk(
    _ bytes: [UInt8],
    _ handler: @escaping ControlServer.Handler = {
      (request) async throws(ControlError) in answer(to: request)
    }
  ) async throws -> [[UInt8]] {
    let (near, far) = try UnixStream.pair()
    let conversation = Conversation(
      stream: far, peer: .own, permission: Permission(user: PeerCredentials.own.user, group: 0),
      handler: handler, changes: { AsyncStream { _ in } })
    async let ended: Void? = {
      defer { far.shutDown() }
      return try? await conversation.run()
    }()
    try await near.write(bytes, within: .seconds(60))
    near.finishWriting()
    let told = try await everything(from: near)
    _ = await ended
    return told.split(separator: 0).map { Array($0) + [0] }
  }
}

/// What a handler was asked.
private final class Seen: Sendable {
  let requests = Mutex<[ControlRequest]>([])
}
