// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Status
import Synchronization
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(2)))
struct StatusFeedTests {
  /// A daemon whose status is a number that tests turn up.
  private final class Dial: Sendable {
    private let state = Mutex((scans: 0, asked: 0))
    private let watchers = Mutex<[AsyncStream<Void>.Continuation]>([])

    var asked: Int { state.withLock { $0.asked } }
    var isWatched: Bool { watchers.withLock { !$0.isEmpty } }

    func turn(to scans: Int) {
      state.withLock { $0.scans = scans }
      for watcher in watchers.withLock(\.self) { watcher.yield() }
    }

    func end() { for watcher in watchers.withLock(\.self) { watcher.finish() } }

    func changes() -> AsyncStream<Void> {
      let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
      continuation.onTermination = { _ in self.watchers.withLock { $0.removeAll() } }
      watchers.withLock { $0.append(continuation) }
      return stream
    }

    func status() -> ControlAnswer {
      var status = ServiceStatus()
      status.counters.scans = state.withLock { state in
        state.asked += 1
        return state.scans
      }
      return .status(status)
    }
  }

  private let dial: Dial
  private let server: ServerUnderTest

  init() throws {
    let dial = Dial()
    self.dial = dial
    server = try ServerUnderTest(
      { _ async throws(ControlError) in dial.status() }, changes: { dial.changes() })
  }

  @Test func `each change is told, and nothing when there is none`() async throws {
    var statuses = try await ControlClient(at: server.path).statuses().makeAsyncIterator()
    #expect(try await statuses.next()?.counters.scans == 0)
    dial.turn(to: 0)  // news, but the same status
    dial.turn(to: 1)
    #expect(try await statuses.next()?.counters.scans == 1)
    dial.turn(to: 2)
    #expect(try await statuses.next()?.counters.scans == 2)
  }

  @Test func `many changes are told at most twice a second`() async throws {
    var statuses = try await ControlClient(at: server.path).statuses().makeAsyncIterator()
    _ = try await statuses.next()
    let start = ContinuousClock.now
    let turning = Task {
      for scans in 1...200 {
        dial.turn(to: scans)
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    var told = 0
    while try await statuses.next()?.counters.scans != 200 { told += 1 }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    #expect(Double(told) <= seconds * 2 + 1)
    try await turning.value
  }

  @Test func `it ends with the client, and so does the daemon's work for it`() async throws {
    do {
      let client = try ControlClient(at: server.path)
      var statuses = try await client.statuses().makeAsyncIterator()
      _ = try await statuses.next()
      #expect(dial.isWatched)
    }
    while dial.isWatched { await Task.yield() }
    let asked = dial.asked
    dial.turn(to: 9)
    _ = try await ControlClient(at: server.path).call(.status)
    #expect(dial.asked == asked + 1)
  }

  @Test func `it ends with the daemon, whose last status is told`() async throws {
    let client = try ControlClient(at: server.path)
    var statuses = try await client.statuses().makeAsyncIterator()
    _ = try await statuses.next()
    dial.turn(to: 5)
    dial.end()
    var last: ServiceStatus?
    while let status = try await statuses.next() {
      last = status
      if status.counters.scans == 5, !dial.isWatched { break }
    }
    #expect(last?.counters.scans == 5)
    await server.stop()
    while try await statuses.next() != nil {}
  }

  @Test func `calls that came meanwhile are answered after it`() async throws {
    let stream = try UnixStream.connect(to: server.path)
    let calls = Message.call(.status, more: true) + Message.call(.status)
    try await stream.write(calls, within: .seconds(60))
    let inbox = Inbox(stream, limit: 1 << 20)
    _ = try await inbox.next()
    dial.end()
    // The feed's last answer, and that of the other call.
    for _ in 0..<2 {
      let message = try #require(try await inbox.next())
      #expect(!String(decoding: message, as: UTF8.self).contains("continues"))
    }
  }
}
