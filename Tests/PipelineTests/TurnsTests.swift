// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import Synchronization
import Testing

@testable import Pipeline

struct TurnsTests {
  private let key = MeasurementKey(content: ContentKey("a"), kind: "k", version: 1)

  @Test func `one at a time works on a key, and all get their turn`() async throws {
    let turns = Turns()
    let counter = Counter()
    try await withThrowingTaskGroup { group in
      for _ in 0..<50 {
        group.addTask { [key] in
          try await turns.run(on: key) {
            counter.change(by: 1)
            await Task.yield()
            counter.change(by: -1)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(counter.most == 1)
    #expect(counter.entries == 50)
  }

  private final class Counter: Sendable {
    private let state = Mutex((now: 0, most: 0, entries: 0))
    var most: Int { state.withLock { $0.most } }
    var entries: Int { state.withLock { $0.entries } }

    func change(by step: Int) {
      state.withLock {
        $0.now += step
        $0.most = max($0.most, $0.now)
        $0.entries += max(0, step)
      }
    }
  }

  @Test func `other keys need not wait, and a failure gives the turn on`() async throws {
    let turns = Turns()
    let other = MeasurementKey(content: ContentKey("b"), kind: "k", version: 1)
    struct Stop: Error {}
    await #expect(throws: Stop.self) {
      try await turns.run(on: key) {
        let answer = try await turns.run(on: other) { 7 }
        #expect(answer == 7)
        throw Stop()
      }
    }
    #expect(try await turns.run(on: key) { 8 } == 8)
  }

  @Test func `who is cancelled waits no longer, and keeps nobody waiting`() async throws {
    let turns = Turns()
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let (entered, enter) = AsyncStream.makeStream(of: Void.self)
    let first = Task {
      try await turns.run(on: key) {
        enter.yield()
        for await _ in gate { return }
      }
    }
    for await _ in entered { break }
    let second = Task { try await turns.run(on: key) { Issue.record("it was cancelled") } }
    let third = Task { try await turns.run(on: key) { 3 } }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    open.yield()
    try await first.value
    #expect(try await third.value == 3)
  }
}
