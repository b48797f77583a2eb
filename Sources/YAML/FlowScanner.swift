// SPDX-License-Identifier: GPL-3.0-or-later

/// Follows the brackets and quotes of `[...]` or `{...}` over one line or several.
struct FlowScanner {
  /// Offsets in the last line of the commas inside the outermost bracket only.
  private(set) var commas: [Int] = []
  private var depth = 0
  private var quote: UInt8?
  private var isAtValueStart = true

  /// The offset after the bracket that closes the first one; nil when the line ends before.
  mutating func close(in line: [UInt8], from start: Int, skippingComments: Bool) -> Int? {
    commas = []
    var offset = start
    while offset < line.count {
      let byte = line[offset]
      if let open = quote {
        offset = step(inQuote: open, line, offset)
        continue
      }
      let followsBlank = offset == 0 || isBlank(line[offset - 1])
      if skippingComments, byte == UInt8(ascii: "#"), followsBlank { return nil }
      read(byte, next: offset + 1 < line.count ? line[offset + 1] : nil, at: offset)
      offset += 1
      if depth == 0 { return offset }
    }
    return nil
  }

  private mutating func read(_ byte: UInt8, next: UInt8?, at offset: Int) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      depth += 1
      isAtValueStart = true
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth -= 1
      isAtValueStart = false
    case UInt8(ascii: ","):
      if depth == 1 { commas.append(offset) }
      isAtValueStart = true
    case UInt8(ascii: ":"): isAtValueStart = next.map(isBlank) ?? true
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      // An apostrophe inside a word, as in it's.mp3, is a letter.
      if isAtValueStart { quote = byte }
      isAtValueStart = false
    default: if !isBlank(byte) { isAtValueStart = false }
    }
  }

  /// The offset of the next character in a quoted value; ends the quote at its partner.
  private mutating func step(inQuote open: UInt8, _ line: [UInt8], _ offset: Int) -> Int {
    if let end = endOfQuoteCharacter(open, line, offset) { return end }
    quote = nil
    return offset + 1
  }
}

/// The offset after the quote that closes the one at `start`; nil when the line ends before.
func closeQuote(in line: [UInt8], from start: Int) -> Int? {
  var offset = start + 1
  while offset < line.count {
    guard let next = endOfQuoteCharacter(line[start], line, offset) else { return offset + 1 }
    offset = next
  }
  return nil
}

/// The offset after one character of a quoted value, which may be an escape; nil at the closing quote.
private func endOfQuoteCharacter(_ open: UInt8, _ line: [UInt8], _ offset: Int) -> Int? {
  let byte = line[offset]
  if open == UInt8(ascii: "\""), byte == UInt8(ascii: "\\") { return offset + 2 }
  guard byte == open else { return offset + 1 }
  let isDoubled =
    open == UInt8(ascii: "'") && offset + 1 < line.count && line[offset + 1] == open
  return isDoubled ? offset + 2 : nil
}
