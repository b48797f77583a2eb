// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct ColumnsTests {
  @Test(arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("夏", 2), ("👨‍👩‍👧", 2), ("한", 2), ("", 0)])
  func `wide characters take two cells`(text: String, width: Int) {
    #expect(Columns.width(text) == width)
  }

  @Test func `what is too long loses its middle`() {
    #expect(Columns.shortened("GX010023.MP4", 9) == "GX01….MP4")
    #expect(Columns.shortened("short", 9) == "short")
    #expect(Columns.fitted("ab", 4) == "ab  ")
    #expect(Columns.width(Columns.fitted("夏夏夏夏夏", 6)) == 6)
  }

  @Test func `no line is wider than asked, and no letter is lost`() {
    let text = "a few words and averyveryverylongwordwithoutanybreakinit at 夏夏夏夏夏夏夏夏夏夏 the end"
    let lines = Columns.wrapped(text, 16)
    #expect(lines.allSatisfy { Columns.width($0) <= 16 })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test(arguments: [
    (0, "[--------]"), (0.5, "[####----]"), (0.999, "[#######-]"), (1, "[########]"),
  ])
  func `a bar is full only at the end`(share: Double, bar: String) {
    #expect(Columns.bar(share, 10) == bar)
  }
}
