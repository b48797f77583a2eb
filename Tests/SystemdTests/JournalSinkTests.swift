// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
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

  @Test func `only the stream that the journal opened counts`() async {
    await #expect(processExitsWith: .success) {
      var status = stat()
      #expect(fstat(STDERR_FILENO, &status) == 0)
      unsetenv("JOURNAL_STREAM")
      #expect(!JournalSink.isConnected)
      setenv("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino)", 1)
      #expect(JournalSink.isConnected)
      // As after a redirection by somebody in between.
      for other in ["\(status.st_dev):\(status.st_ino + 1)", "\(status.st_ino)", ""] {
        setenv("JOURNAL_STREAM", other, 1)
        #expect(!JournalSink.isConnected, "\(other)")
      }
    }
  }
}
