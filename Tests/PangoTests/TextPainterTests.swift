// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Pango
import TestSupport
import Testing

struct TextPainterTests {
  static let style = TextStyle(size: 60, maximalWidth: 800)

  @Test func `a text leaves ink inside its bitmap, and a shadow around it`() throws {
    let bitmap = try #require(try draw("Iceland 2026").bitmap)
    #expect(bitmap.pixels.count == 4 * bitmap.width * bitmap.height)
    #expect(bitmap.width % 2 == 0 && bitmap.height % 2 == 0)
    #expect(bitmap.width < 800 && bitmap.height < 200)
    // Half covered pixels may lie one beside the box.
    let ink = bitmap.ink
    #expect(abs(ink.columns.lowerBound - bitmap.box.x) <= 1)
    #expect(abs(ink.columns.upperBound - bitmap.box.x - bitmap.box.width) <= 1)
    #expect(abs(ink.rows.lowerBound - bitmap.box.y) <= 1)
    #expect(abs(ink.rows.upperBound - bitmap.box.y - bitmap.box.height) <= 1)
    // Nothing of it hangs below the line.
    #expect(abs(bitmap.box.baseline - ink.rows.upperBound) <= 2)
    let above = (0..<bitmap.width).map { bitmap[$0, bitmap.box.y - 3] }
    #expect(above.allSatisfy { $0.red == 0 } && above.contains { $0.alpha > 20 })
    #expect(bitmap[0, 0].alpha < 8)
  }

  @Test func `colours are multiplied by their opacity`() throws {
    let bitmap = try #require(try draw("Iceland 2026").bitmap)
    for y in 0..<bitmap.height {
      for x in 0..<bitmap.width {
        let pixel = bitmap[x, y]
        #expect(max(pixel.red, pixel.green, pixel.blue) <= pixel.alpha)
      }
    }
  }

  @Test func `equal input gives equal bytes`() throws {
    #expect(try draw("Zürich שלום مرحبا") == draw("Zürich שלום مرحبا"))
    #expect(try draw("Zürich").bitmap != draw("Zurich").bitmap)
  }

  @Test(arguments: [("<b>x</b>", "x"), ("a &amp; b", "a & b"), ("&#65;", "A"), ("<i", "")])
  func `markup is text`(text: String, meaning: String) throws {
    #expect(try width(of: text) > width(of: meaning) + 30)
  }

  @Test(arguments: ["\u{E000}", "a\u{E000}b\u{E000}\u{F8FF}"])
  func `a character that no font has is named and left out`(text: String) throws {
    let drawn = try draw(text)
    let unknown = text.unicodeScalars.filter { $0.value >= 0xE000 }
    #expect(Set(drawn.missing) == Set(unknown))
    #expect(drawn.missing.count == Set(unknown).count)
    let rest = String(text.filter { $0.isASCII })
    #expect(drawn.bitmap == (rest.isEmpty ? nil : try draw(rest).bitmap))
  }

  @Test func `accents stand on their letters`() throws {
    #expect(try draw("e\u{301}").missing.isEmpty)
    #expect(try width(of: "ne\u{301}e") < width(of: "ne") + width(of: "\u{25CC}\u{301}e"))
    #expect(abs(try width(of: "ne\u{301}e") - width(of: "nee")) <= 2)
  }

  @Test func `a long text is broken into lines of about the same length`() throws {
    let drawn = try draw("The long way from the harbour to the mountains and back again")
    let bitmap = try #require(drawn.bitmap)
    #expect(drawn.lines == 2 || drawn.lines == 3)
    #expect(!drawn.isShortened)
    #expect(bitmap.box.width <= 800)
    #expect(bitmap.box.height > 60)
  }

  @Test func `a text that fits nowhere is made small, then cut`() throws {
    let drawn = try draw(String(repeating: "mountains ", count: 20))
    #expect(drawn.lines == 3 && drawn.isShortened)
    let word = try draw(String(repeating: "W", count: 200))
    #expect(word.lines <= 3 && word.isShortened)
    #expect(try #require(word.bitmap).box.width <= 804)
    // One word that is a little too wide is only made smaller.
    let smaller = try draw("Kindergeburtstagsfeier 2026x")
    #expect(!smaller.isShortened)
    #expect(try #require(smaller.bitmap).box.width <= 804)
  }

  @Test func `lines start on the side from which the script runs`() throws {
    var style = Self.style
    style.alignment = .start
    let painter = try TextPainter()
    // No wider than the first word, so that the second stands below it.
    for (first, second, isLeft) in [
      ("mountains", "i", true), ("הרים", "י", false),
    ] {
      style.maximalWidth = 800
      style.maximalWidth = try #require(painter.draw(first, style).bitmap).box.width + 8
      let drawn = try painter.draw(first + " " + second, style)
      let bitmap = try #require(drawn.bitmap)
      #expect(drawn.lines == 2)
      let below = try #require(bitmap.inkColumns(below: bitmap.box.y + bitmap.box.height * 2 / 3))
      #expect((below.upperBound < bitmap.width / 2) == isLeft)
      #expect((below.lowerBound > bitmap.width / 2) == !isLeft)
    }
  }

  @Test func `without any font everything is missing`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let rules = folder.file("fonts.conf")
      try Data("<fontconfig></fontconfig>".utf8).write(to: URL(fileURLWithPath: rules))
      setenv("FONTCONFIG_FILE", rules, 1)
      let drawn = try TextPainter().draw("a b\u{200B}a", Self.style)
      #expect(drawn.bitmap == nil)
      #expect(drawn.missing == ["a", "b"])
    }
  }

  @Test(arguments: ["", " ", "\u{200B}", "\u{202E}\u{202C}"])
  func `nothing to see is no bitmap`(text: String) throws {
    #expect(try draw(text).bitmap == nil)
    #expect(try draw(text).missing.isEmpty)
  }

  private func draw(_ text: String) throws -> DrawnText {
    try TextPainter().draw(text, Self.style)
  }

  private func width(of text: String) throws -> Int {
    try draw(text).bitmap?.box.width ?? 0
  }
}
