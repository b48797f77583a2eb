// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes one line again with its plain values in quotes, and remembers where each value came from.
struct LineRewriter {
  private(set) var bytes: [UInt8] = []
  /// Values written so far, by their new column.
  private(set) var literals: [(column: Int, scalar: Scalar)] = []
  /// Original columns of values that moved, by their new column.
  private(set) var moved: [(column: Int, original: Int)] = []
  private let line: [UInt8]
  private var column = 1
  private var source = (offset: 0, column: 1)

  init(_ line: [UInt8]) { self.line = line }

  /// Everything before the value, tabs as spaces; a missing space after the colon is added.
  mutating func writeHead(of shape: LineShape) {
    for byte in line[..<(shape.missingSpace ?? shape.value)] {
      append([isBlank(byte) ? UInt8(ascii: " ") : byte])
    }
    if shape.missingSpace != nil { append([UInt8(ascii: " ")]) }
  }

  /// The rest of the line as it stands.
  mutating func writeRest(from start: Int) {
    noteMove(to: start)
    append(line[start...])
  }

  /// A value as quoted text.
  mutating func writeLiteral(_ range: Range<Int>, endWithComment: Int) {
    noteMove(to: range.lowerBound)
    let text = String(decoding: line[range], as: UTF8.self)
    let whole = range.lowerBound..<endWithComment
    literals.append(
      (
        column,
        Scalar(
          text, isPlain: true,
          textWithComment: whole == range ? nil : String(decoding: line[whole], as: UTF8.self))
      ))
    let quote = UInt8(ascii: "'")
    append([quote])
    for byte in line[range] { append(byte == quote ? [quote, quote] : [byte]) }
    append([quote])
  }

  /// `[a, b]` with plain items as quoted text.
  mutating func writeList(_ items: [Range<Int>], from start: Int) {
    noteMove(to: start)
    append([UInt8(ascii: "[")])
    for (index, item) in items.enumerated() {
      if index > 0 { append(Array(", ".utf8)) }
      let first = line[item.lowerBound]
      let isQuoted =
        (first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"))
        && closeQuote(in: line, from: item.lowerBound) == item.upperBound
      if isQuoted {
        noteMove(to: item.lowerBound)
        append(line[item])
      } else {
        writeLiteral(item, endWithComment: item.upperBound)
      }
    }
    append([UInt8(ascii: "]")])
  }

  private mutating func noteMove(to offset: Int) {
    // From the last noted place on, so that a long list costs its length once.
    source.column += characters(in: line[source.offset..<offset])
    source.offset = offset
    if source.column != column { moved.append((column, source.column)) }
  }

  private mutating func append(_ part: some Collection<UInt8>) {
    bytes.append(contentsOf: part)
    column += characters(in: part)
  }
}

/// How many characters start in these bytes of UTF-8.
func characters(in bytes: some Collection<UInt8>) -> Int {
  bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
}
