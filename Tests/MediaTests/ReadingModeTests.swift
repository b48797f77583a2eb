// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

struct ReadingModeTests {
  @Test func `modes are in the order in which they are tried`() {
    #expect(ReadingMode.allCases.shuffled().sorted() == [.direct, .cautious, .reduced])
    #expect(ReadingMode.allCases.map(\.isTolerant) == [false, true, true])
  }
}
