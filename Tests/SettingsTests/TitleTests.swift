// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct TitleTests {
  @Test(arguments: [
    ("Iceland 2026", "Iceland 2026"),
    ("Rock & Roll: Live #1", "Rock & Roll: Live #1"),
    ("Rock & Roll: Live #1 # the long one", "Rock & Roll: Live #1"),
    ("Iceland # or Norway", "Iceland"),
    ("*Best* of [2026]", "*Best* of [2026]"),
    ("[2026] Best of", "[2026] Best of"),
    ("@home, {again}!", "@home, {again}!"),
    ("\"Heroes\" live", "\"Heroes\" live"),
    ("'it''s # me'", "it's # me"),
    ("no", "no"), ("2026", "2026"), ("null", "null"), ("~", "~"), ("100 %", "100 %"),
    ("<b>&amp;</b>", "<b>&amp;</b>"),
    ("“Iceland”", "“Iceland”"),
    ("رحلة إلى أيسلندا", "رحلة إلى أيسلندا"),
    ("👨‍👩‍👧‍👦 हिमालय 東京", "👨‍👩‍👧‍👦 हिमालय 東京"),
    ("e\u{301}t\u{e9}", "e\u{301}t\u{e9}"),
  ])
  func `a title is what stands there`(value: String, text: String) throws {
    let title = try #require(try config("title: \(value)").title)
    #expect(Array(title.text.utf8) == Array(text.utf8))
    #expect(title.place == .start && title.length == nil)
  }

  @Test(arguments: [
    "title: {text: The End, at: end, seconds: 4}",
    "title:\n  text: The End\n  at: END\n  seconds: 4s",
    "title:\n  seconds: 0:04\n  at: end\n  text: 'The End'\nseed: 3",
  ])
  func `place and time may be said`(source: String) throws {
    let title = Title(text: "The End", place: .end, length: MediaTime(seconds: 4))
    #expect(try config(source).title == title)
  }

  @Test func `a text in lines of its own may hold anything`() throws {
    let title = try config("title:\n  text: Rock & Roll: Live #1\n").title
    #expect(title?.text == "Rock & Roll: Live #1")
  }

  @Test(arguments: [
    "title: \"a\\tb\"", "title: \"a\\nb\"", "title: \"a\\u2028b\"", "title: |\n  a\n  b",
    "title: " + String(repeating: "x", count: 201),
    "title: e" + String(repeating: "\u{301}", count: 5000), "title: {text: a, size: 3}",
    "title: {at: start, at: end}", "title: {text: a, seconds: 0.5}", "title: {text: {a: b}}",
  ])
  func `what is no title is refused`(source: String) {
    #expect(throws: ConfigError.self) { try config(source) }
  }

  @Test func `the longest title is as long as people count`() throws {
    let family = "👨‍👩‍👧‍👦"
    let text = String(repeating: family, count: 200)
    #expect(try config("title: \(text)").title?.text == text)
  }

  @Test(arguments: ["", "title:", "title: ''", "title: {at: end}", "title: # nothing"])
  func `without a text there is no title`(source: String) throws {
    #expect(try config(source).title == nil)
  }

  @Test func `a config takes the title of the defaults, changes or drops it`() throws {
    let defaults = try config("title: Holidays")
    func over(_ source: String) throws -> Title? {
      try MontageConfig(file: "m", bytes: Array(source.utf8), defaults: defaults).title
    }
    #expect(try over("")?.text == "Holidays")
    #expect(try over("title: {at: end}") == Title(text: "Holidays", place: .end))
    #expect(try over("title: ''") == nil)
    #expect(try over("title: Iceland") == Title(text: "Iceland"))
  }

  private func config(_ source: String) throws -> MontageConfig {
    try MontageConfig(file: "m", bytes: Array(source.utf8))
  }
}
