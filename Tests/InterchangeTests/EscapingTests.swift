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

  @Test(arguments: [
    ("<b>&'\"]]>", "&lt;b&gt;&amp;'\"]]&gt;", "&lt;b&gt;&amp;'&quot;]]&gt;"),
    ("a\tb\nc\rd", "a\tb\nc&#13;d", "a&#9;b&#10;c&#13;d"),
    ("\r\n", "&#13;\n", "&#13;&#10;"), ("&#38;", "&amp;#38;", "&amp;#38;"),
    ("\u{0}\u{1}\u{1f}\u{fffe}\u{ffff}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}", nil),
    ("é👍\u{7f}\u{85}\u{202e}\u{2028}", "é👍\u{7f}\u{85}\u{202e}\u{2028}", nil),
  ])
  func `names are text in XML, and in its attributes`(
    name: String, text: String, attribute: String?
  ) {
    #expect(XMLText.escaped(name) == text)
    #expect(XMLText.escaped(name, isAttribute: true) == attribute ?? text)
  }

  @Test func `XML keeps order, and text as it is`() {
    let document = XMLText(
      "b", [("z", "1"), ("a", "\"")],
      [XMLText("c"), XMLText("d", [], text: " <\n"), XMLText("e", [], [XMLText("f")])])
    let expected = """
      <?xml version="1.0" encoding="utf-8"?>
      <b z="1" a="&quot;">
        <c/>
        <d> &lt;
      </d>
        <e>
          <f/>
        </e>
      </b>

      """
    #expect(document.document == expected)
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
