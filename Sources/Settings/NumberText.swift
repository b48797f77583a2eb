// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Digits of the largest whole part and of the fraction: more is no number of seconds or frames.
private let digitLimit = (whole: 9, fraction: 6)

/// The exact value of `12`, `0.5` or `.5`; nil for anything else, also for signs and exponents.
func decimal(_ text: some StringProtocol) -> Rational? {
  let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  let whole = parts[0]
  let fraction = parts.count == 2 ? parts[1] : ""
  guard !whole.isEmpty || !fraction.isEmpty, whole.count <= digitLimit.whole,
    fraction.count <= digitLimit.fraction, isDigits(whole), isDigits(fraction),
    parts.count == 1 || !fraction.isEmpty
  else { return nil }
  var scale: Int64 = 1
  for _ in fraction { scale *= 10 }
  return Int64(String(whole) + String(fraction)).map { Rational($0, scale) }
}

/// True when there are only the digits 0 to 9.
func isDigits(_ text: some StringProtocol) -> Bool {
  text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}

/// The text without blanks at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  var rest = text[...]
  while let first = rest.first, first == " " || first == "\t" { rest = rest.dropFirst() }
  while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
  return String(rest)
}
