// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Planning
internal import Testing

struct StableHashTests {
  @Test func `the hash is FNV-1a with a zero after each text`() {
    var hash = StableHash()
    #expect(hash.text == "cbf29ce484222325")
    hash.add("a")
    // FNV-1a of "a" is af63dc4c8601ec8c; a zero byte only multiplies.
    #expect(hash.value == 0xaf63_dc4c_8601_ec8c &* 0x0000_0100_0000_01b3)
    #expect(hash.text.count == 16)
  }

  @Test func `texts do not run together`() {
    var first = StableHash()
    first.add("ab")
    first.add("c")
    var second = StableHash()
    second.add("a")
    second.add("bc")
    #expect(first.value != second.value)
  }
}
