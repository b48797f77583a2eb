// SPDX-License-Identifier: GPL-3.0-or-later

import Control
import Testing

struct PauseLengthTests {
  @Test(arguments: [
    ("1s", 1), ("90s", 90), ("45m", 2700), ("2h", 7200), ("2H", 7200), ("1d", 86_400),
    ("1h30m", 5400), ("366d", 31_622_400), ("0h5m", 300),
  ])
  func `people write it with units`(text: String, seconds: Int) {
    #expect(PauseLength(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2", "h", "0s", "-1h", "1.5h", "2 h", "2h ", "2w", "367d", "366d1s", "9999999999999999999h",
    "99999999999999d", "٢h", "2hh",
  ])
  func `anything else is refused`(text: String) {
    #expect(PauseLength(text) == nil)
  }
}
