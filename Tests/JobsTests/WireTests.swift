// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Testing

struct WireTests {
  @Test func `a value is one line, whatever is in it`() throws {
    for text in ["", "plain", "two\nlines", "\r\n", "\u{2028}", "\u{0}", "a/b \\ \"", "ü 𝄞"] {
      let line = try Wire.line([text])
      #expect(line.last == UInt8(ascii: "\n"))
      #expect(line.dropLast().contains(UInt8(ascii: "\n")) == false)
      #expect(try Wire.value(of: [String].self, in: line) == [text])
    }
  }

  @Test func `equal values are equal bytes`() throws {
    let names = (0..<50).map { "key\($0)" }
    let forward = Dictionary(uniqueKeysWithValues: names.map { ($0, 1) })
    let backward = Dictionary(uniqueKeysWithValues: names.reversed().map { ($0, 1) })
    #expect(try Wire.line(forward) == Wire.line(backward))
  }

  @Test(arguments: ["", "\n", "{", "[1,2", "{\"a\":}", "nul", "\u{FF}"])
  func `what is no JSON is an error`(text: String) {
    #expect(throws: (any Error).self) {
      try Wire.value(of: [Int].self, in: Array(text.utf8))
    }
  }

  @Test func `numbers keep their last digit`() throws {
    let values = [0.1, 1.0 / 3, Double.leastNonzeroMagnitude, 1.7976931348623157e308, -0.25]
    #expect(try Wire.value(of: [Double].self, in: Wire.line(values)) == values)
    #expect(try Wire.value(of: [Int64].self, in: Wire.line([Int64.min, .max])) == [.min, .max])
  }
}
