// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Synchronization
import Testing

struct SerialQueueTests {
  @Test func `answers, fails with its own error, and runs one thing at a time`() async throws {
    let queue = SerialQueue(label: "test")
    #expect(await queue.run { 7 } == 7)
    let error = await #expect(throws: SystemError.self) {
      try await queue.run { () throws(SystemError) in
        _ = try FileDescriptor.open("/nonexistent").raw
      }
    }
    #expect(error?.isMissing == true)
    let gauge = Gauge()
    await withTaskGroup(of: Int.self) { (group) in
      for _ in 0..<50 {
        group.addTask { await queue.run { gauge.enterAndLeave() } }
      }
      for await count in group { #expect(count == 1) }
    }
  }
}

/// Counts who is inside.
private final class Gauge: Sendable {
  private let inside = Mutex(0)

  /// How many were inside at once.
  func enterAndLeave() -> Int {
    let now = inside.withLock { (count) -> Int in
      count += 1
      return count
    }
    inside.withLock { $0 -= 1 }
    return now
  }
}
