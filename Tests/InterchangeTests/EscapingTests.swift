// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Interchange
internal import Testing

/// How each format writes text that means something to it.
struct EscapingTests {
  @Test(arguments: [
    ("a b", "a%20b"), ("../x/y.mp4", "../x/y.mp4"), ("c:d", "c%3Ad"), ("50%", "50%25"),
    ("ä#?&+", "%C3%A4%23%3F%26%2B"), ("new\nline", "new%0Aline"),
  ])
  func `references are percent-encoded`(path: String, reference: String) {
    #expect(RelativeURL.encoded(path) == reference)
  }

  @Test(arguments: [
    ("<b>", "&lt;b&gt;"), ("a&b", "a&amp;b"), ("\"'", "&quot;&#39;"), ("\u{7}", "\u{fffd}"),
    ("\u{202e}gpj", "\u{fffd}gpj"), ("é👍", "é👍"),
  ])
  func `names are text in HTML`(name: String, text: String) {
    #expect(HTMLText.escaped(name) == text)
  }

  @Test func `JSON keeps order, kinds and indent`() {
    let document = JSONText.object([
      ("b", .integer(1)), ("a", .array([.number(0.5), .null, .text("\"\\\u{1}")])),
      ("empty", .array([])), ("nan", .number(.nan)),
    ])
    let expected = """
      {
          "b": 1,
          "a": [
              0.5,
              null,
              "\\"\\\\\\u0001"
          ],
          "empty": [],
          "nan": null
      }
      """
    #expect(document.rendered == expected)
  }
}
