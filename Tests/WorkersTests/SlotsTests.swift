// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import Testing

@testable import Workers

struct SlotsTests {
  @Test(arguments: [1, 2, 5])
  func `no more run at a time than there are slots`(count: Int) async {
    let slots = Slots(count: count)
    let running = Running()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask {
          await slots.take()
          running.enter()
          await Task.yield()
          running.leave()
          await slots.give()
        }
      }
    }
    #expect(running.now == 0)
    #expect(running.most <= count)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a slot that was given back is there for the next`() async {
    let slots = Slots(count: 1)
    for _ in 0..<3 {
      await slots.take()
      await slots.give()
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `who waits is woken when a slot is given`() async {
    let slots = Slots(count: 1)
    await slots.take()
    async let second: Void = slots.take()
    await slots.give()
    await second
    await slots.give()
  }
}

/// How many are inside, and were at most.
private final class Running: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  var now: Int { counts.withLock { $0.now } }
  var most: Int { counts.withLock { $0.most } }

  func enter() {
    counts.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() { counts.withLock { $0.now -= 1 } }
}
