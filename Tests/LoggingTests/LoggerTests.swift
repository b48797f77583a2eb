// SPDX-License-Identifier: GPL-3.0-or-later

import Logging
import TestSupport
import Testing

struct LoggerTests {
  @Test func `adds its fields, the later ones winning`() {
    let sink = InMemorySink()
    let logger = Logger(sink, fields: ["job": "1", "stage": "probe"]).with("job", "2")
    logger.notice("ready", ["stage": "plan"])
    #expect(sink.records == [LogRecord(.notice, "ready", ["job": "2", "stage": "plan"])])
  }

  @Test func `makes no message that nobody reads`() {
    let sink = InMemorySink()
    let logger = Logger(sink, level: .warning)
    var made = 0
    func message() -> String {
      made += 1
      return "text"
    }
    logger.debug(message())
    logger.info(message())
    logger.notice(message())
    #expect(made == 0)
    logger.warning(message())
    logger.error(message())
    #expect(sink.records.map(\.level) == [.warning, .error])
  }
}
