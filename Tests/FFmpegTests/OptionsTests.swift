// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import FFmpeg

struct OptionsTests {
  @Test func `what nobody used is left over`() throws {
    var options = try Options(["preset": "veryfast", "crf": "20"])
    try options.set("crf", "21")
    try options.set("aq", "")
    #expect(options.leftover.sorted() == ["aq", "crf", "preset"])
  }

  @Test func `none are left of none`() throws {
    let options = try Options()
    #expect(options.leftover == [])
  }
}
