// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct QuotationTests {
  @Test(arguments: [
    ("song.mp3", "song.mp3"), ("9:16", "9:16"), ("C:\\a", "C:\\a"), ("it's", "it's"),
    ("song #1.mp3", "\"song #1.mp3\""), ("a: b", "\"a: b\""), ("*.LRV", "\"*.LRV\""),
    ("\"Heroes\".mp3", "'\"Heroes\".mp3'"), ("'it''s\" #", "'''it''''s\" #'"), ("", "\"\""),
    (" x", "\" x\""), ("x:", "\"x:\""), ("[a]", "\"[a]\""),
  ])
  func `a text to paste is quoted where YAML needs it`(text: String, written: String) {
    #expect(pasteable(text) == written)
  }

  @Test(arguments: [("a", "a"), ("a, b", "\"a, b\""), ("x[0-9]", "\"x[0-9]\""), ("a:b", "a:b")])
  func `an item to paste stays one item`(text: String, written: String) {
    #expect(pasteable(text, inBrackets: true) == written)
  }

  @Test(arguments: [
    "a # b", "\\\"' : #", "- x", "'", "\"", "{a: [b", "~", "* &", "a\tb", "\"\n\u{2028}\\",
  ])
  func `what is pasted is read back`(text: String) throws {
    let root = try Document(Array("key: \(pasteable(text))".utf8)).checkedRoot()
    guard case .mapping(let entries)? = root?.content,
      case .scalar(let scalar) = entries[0].value.content
    else { return #expect(Bool(false), "no value") }
    #expect(scalar.text == text)
  }

  @Test func `an excerpt is short and harmless to a terminal`() {
    #expect(excerpt("a\u{1B}[31m\n") == "\"a\\u1B[31m\\uA\"")
    #expect(excerpt(String(repeating: "x", count: 81)).count == 83)
  }
}
