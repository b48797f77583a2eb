// SPDX-License-Identifier: GPL-3.0-or-later

import Logging
import Testing

struct LogRecordTests {
  @Test(arguments: [
    ("plain é 🎬", "plain é 🎬"), ("two\nlines", "two\\x0alines"), ("\u{1B}[2J", "\\x1b[2J"),
    ("\u{2028}", "\\x2028"), ("a\r\nb", "a\\x0d\\x0ab"),
  ])
  func `no message can upset a terminal or fake a line`(text: String, shown: String) {
    let record = LogRecord(.info, text, ["source": text])
    #expect(record.message == shown)
    #expect(record.fields["source"] == shown)
  }

  @Test func `a line ends with the fields in order`() {
    let record = LogRecord(.info, "done", ["job": "7", "clip": "a b", "q": "say \"x\"", "e": ""])
    #expect(record.line == #"done clip="a b" e="" job=7 q="say \"x\"""#)
  }
}
