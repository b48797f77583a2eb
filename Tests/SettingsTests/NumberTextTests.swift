// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

@testable import Settings

struct NumberTextTests {
  @Test(
    arguments: [
      ("12", Rational(12)), ("0.5", Rational(1, 2)), (".5", Rational(1, 2)),
      ("012.50", Rational(25, 2)), ("0", Rational(0)),
      ("999999999.999999", Rational(999_999_999_999_999, 1_000_000)),
    ] as [(String, Rational)])
  func `a decimal number is exact`(text: String, value: Rational) {
    #expect(decimal(text) == value)
  }

  @Test(arguments: [
    "", ".", "5.", "-1", "+1", "1e3", "1.2.3", "1,5", "0x10", "1000000000", "0.0000001", "٣", " 1",
  ])
  func `anything else is no number`(text: String) {
    #expect(decimal(text) == nil)
  }

  @Test(arguments: [("  a b\t", "a b"), ("", ""), (" \t ", ""), ("a", "a")])
  func `blanks at the ends go`(text: String, bare: String) {
    #expect(trimmed(text) == bare)
  }

  @Test(arguments: [("0123456789", true), ("1a", false), ("٣", false), ("", true)])
  func `digits are 0 to 9`(text: String, isNumber: Bool) {
    #expect(isDigits(text) == isNumber)
  }
}
