// SPDX-License-Identifier: GPL-3.0-or-later

import Logging
import Systemd
import Testing

struct StandardErrorSinkTests {
  @Test func `a line begins with the priority`() async throws {
    let result = try #require(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        StandardErrorSink().write(LogRecord(.error, "job failed", ["job": "7"]))
        StandardErrorSink(hasPrefix: false).write(LogRecord(.info, "plain"))
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("<3>job failed job=7\nplain\n"))
  }
}
