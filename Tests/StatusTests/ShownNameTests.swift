// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct ShownNameTests {
  @Test func `a name stays in its line and cannot turn it around`() {
    #expect(
      ShownName.line("a\nb\u{1b}[31m\u{202e}c\u{2028}") == "a\u{fffd}b\u{fffd}[31m\u{fffd}c\u{fffd}"
    )
    #expect(ShownName.line("夏 👨‍👩‍👧 é") == "夏 👨‍👩‍👧 é")
  }

  @Test func `no character of HTML survives as such`() {
    #expect(
      ShownName.html("<script>alert('1')</script> & \"")
        == "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;")
  }

  @Test(arguments: [
    ("Iceland 2026/montages/montage.mp4", "Iceland%202026/montages/montage.mp4"),
    ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("é", "%C3%A9"), ("100%", "100%25"),
    ("a?b#c", "a%3Fb%23c"), ("a\\xffb", "a%FFb"), ("a\\x0ab", "a%0Ab"), ("a\\x41b", "a%5Cx41b"),
    ("a\\x", "a%5Cx"), ("a\\x-1", "a%5Cx-1"), ("a\\x+9", "a%5Cx%2B9"),
  ])
  func `an address is the bytes of the path`(path: String, address: String) {
    #expect(ShownName.address(path) == address)
  }

  @Test func `scripts that run from right to left are known`() {
    #expect(ShownName.isRightToLeft("a שיר"))
    #expect(ShownName.isRightToLeft("رحلة"))
    #expect(!ShownName.isRightToLeft("Ísland 夏"))
  }
}
