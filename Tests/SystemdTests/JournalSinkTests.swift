// SPDX-License-Identifier: GPL-3.0-or-later

import Logging
import Systemd
import TestSupport
import Testing

struct JournalSinkTests {
  @Test func `fields get names that the journal accepts`() {
    let record = LogRecord(
      .warning, "clip damaged",
      ["job": "7", "peak-rss": "9", "MESSAGE_ID": "0f", "größe": "1"])
    #expect(
      JournalSink.entries(of: record) == [
        "MESSAGE=clip damaged", "PRIORITY=4", "MESSAGE_ID=0f", "MONTAGED_GR_SSE=1",
        "MONTAGED_JOB=7", "MONTAGED_PEAK_RSS=9",
      ])
  }
}
