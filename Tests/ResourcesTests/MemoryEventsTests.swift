// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct MemoryEventsTests {
  @Test func `reads the two counters among others`() {
    let text = "low 0\nhigh 1234\nmax 5\noom 2\noom_kill 1\n"
    #expect(MemoryEvents(text) == MemoryEvents(high: 1234, oom: 2))
  }

  @Test(arguments: ["", "high 3", "oom 3", "high x\noom 1", "nonsense"])
  func `refuses what is no such file`(text: String) {
    #expect(MemoryEvents(text) == nil)
  }
}
