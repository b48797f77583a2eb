// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Watching

struct NamePatternTests {
  @Test(arguments: [
    ("*.lrv", "GL010.LRV", true), ("*.lrv", "lrv", false), ("*.lrv", ".lrv", true),
    ("thumbs.db", "Thumbs.db", true), ("thumbs.db", "athumbs.db", false), ("~$*", "~$a.doc", true),
    ("*.~*", "a.~1~", true), ("*.~*", "a~", false), ("a*b*c", "axbxc", true),
    ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("a*a", "a", false), ("*", "", true),
    ("", "", true), ("", "a", false), ("**", "a", true), ("a*bb*b", "abbb", true),
    ("a*bb*b", "abb", false),
  ])
  func `a star stands for anything`(pattern: String, name: String, matches: Bool) {
    #expect(NamePattern(pattern).matches(Array(name.utf8)) == matches)
  }

  @Test func `folds letters of ASCII and no other byte`() {
    #expect(NamePattern.folded(Array("AZ[é@{az".utf8)) == Array("az[é@{az".utf8))
    #expect(NamePattern.folded([0xC9, 0x41]) == [0xC9, 0x61])
  }
}
