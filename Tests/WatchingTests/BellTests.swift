// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Watching

/// A bell that is not heard makes these tests hang; the time limit is their failure.
@Suite(.timeLimit(.minutes(1)))
struct BellTests {
  private let bell = Bell()

  @Test func `a ring wakes who waits`() async {
    let task = Task { await bell.wait() }
    bell.ring()
    await task.value
  }

  @Test func `rings before the wait are kept as one`() async {
    bell.ring()
    bell.ring()
    await bell.wait()
    let task = Task { await bell.wait() }
    task.cancel()
    await task.value
  }

  @Test func `who is cancelled takes no ring away`() async {
    for _ in 0..<200 {
      let task = Task { await bell.wait() }
      task.cancel()
      bell.ring()
      await task.value
      // The ring woke the task or is kept; another is never lost.
      bell.ring()
      await bell.wait()
    }
  }
}
