// SPDX-License-Identifier: GPL-3.0-or-later

/// A line that is neither a key, an item nor a value.
func missingColon(in line: [UInt8], from start: Int, number: Int) -> YAMLError {
  let content = rest(of: line, from: start)
  let parts = content.split(maxSplits: 1) { " \t=".contains($0) }
  // Nothing is left of a line that only holds "=".
  let word = parts.first ?? ""
  let isWord = word.utf8.allSatisfy { $0 == UInt8(ascii: "_") || isLetterOrDigit($0) }
  let value = parts.count == 2 ? parts[1].drop { " \t=".contains($0) } : ""
  return YAMLError(
    line: number, column: start + 1, problem: "\(excerpt(content)) has no colon",
    remedy: isWord && !value.isEmpty
      ? "write \(word): \(pasteable(String(value)))"
      : "write key: value, or put # in front of a comment")
}

/// A quote at the start of a value without its partner.
func openQuote(_ shape: LineShape, _ line: [UInt8], number: Int) -> YAMLError {
  YAMLError(
    line: number, column: shape.value + 1,
    problem:
      "the quote in front of \(excerpt(rest(of: line, from: shape.value + 1))) is not closed",
    remedy: "write \(head(shape, line))\(pasteable(rest(of: line, from: shape.value + 1)))"
      + ", or with the quote as part of the text "
      + "\(head(shape, line))\(pasteable(rest(of: line, from: shape.value)))")
}

/// A bracket at the start of a value without its partner.
func openBracket(_ shape: LineShape, _ line: [UInt8], number: Int) -> YAMLError {
  let value = rest(of: line, from: shape.value)
  let bracket = value.prefix(1)
  return YAMLError(
    line: number, column: shape.value + 1,
    problem: "the bracket \(excerpt(String(bracket))) is not closed",
    remedy: "close the list with \"\(bracket == "[" ? "]" : "}")\", or for a bracket as part of"
      + " the text write \(head(shape, line))\(pasteable(value))")
}

/// `key: - item` on one line.
func itemAfterKey(_ shape: LineShape, _ line: [UInt8], number: Int) -> YAMLError {
  let key = head(shape, line)
  let item = rest(of: line, from: skipBlanks(line, from: shape.value + 1))
  let whole = rest(of: line, from: shape.value)
  return YAMLError(
    line: number, column: shape.value + 1, problem: "a list cannot start on the line of its key",
    remedy: "write \(key)[\(pasteable(item, inBrackets: true))],"
      + " or with the dash as part of the text \(key)\(pasteable(whole))")
}

/// `key: #1`, which is a comment for YAML and may have been meant as a value.
func hiddenValue(_ shape: LineShape, _ line: [UInt8], number: Int) -> YAMLError {
  let key = head(shape, line)
  let text = rest(of: line, from: shape.value)
  return YAMLError(
    line: number, column: shape.value + 1,
    problem: "\(excerpt(text)) is a comment where a value should be",
    remedy: "write \(key)\(pasteable(text)), or for a comment \(key)# \(text.dropFirst())")
}

/// A space that editors show like an ordinary one, in front of what stands from `offset` on, or at a value's end.
func strangeSpace(
  at offset: Int, ofValue isValue: Bool, in line: [UInt8], number: Int
) -> YAMLError? {
  let content = rest(of: line, from: offset).unicodeScalars
  guard let first = content.first, let last = content.last else { return nil }
  let ends = [(first, "before")] + (isValue ? [(last, "after")] : [])
  for (scalar, place) in ends where isStrangeSpace(scalar) {
    let shown = String(String.UnicodeScalarView(content.filter { !isStrangeSpace($0) }))
    let code = String(scalar.value, radix: 16, uppercase: true)
    return YAMLError(
      line: number, column: characters(in: line[..<offset]) + 1,
      problem: "the invisible character U+\(code) stands \(place) \(excerpt(shown))",
      remedy: "delete it and type an ordinary space")
  }
  return nil
}

/// The line from an offset on, as text.
func rest(of line: [UInt8], from offset: Int) -> String {
  String(decoding: line[min(offset, line.count)...], as: UTF8.self)
}

/// The innermost key with its colon, or the dash, as a line to paste begins.
private func head(_ shape: LineShape, _ line: [UInt8]) -> String {
  let range = trimmed(shape.start..<min(shape.value, line.count), of: line)
  return String(decoding: line[range].map { isBlank($0) ? 32 : $0 }, as: UTF8.self) + " "
}

private func isStrangeSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  // Zero-width spaces, joiners and direction marks, as web pages leave them around a copied name.
  case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069: true
  default: !scalar.isASCII && scalar.properties.isWhitespace
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
