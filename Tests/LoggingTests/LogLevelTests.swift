// SPDX-License-Identifier: GPL-3.0-or-later

import Logging
import Testing

struct LogLevelTests {
  @Test func `levels rise with syslog's priorities falling`() {
    #expect(LogLevel.allCases.sorted() == [.debug, .info, .notice, .warning, .error])
    #expect(LogLevel.allCases.sorted().map(\.priority) == [7, 6, 5, 4, 3])
  }
}
