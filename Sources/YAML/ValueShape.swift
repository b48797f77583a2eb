// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands after a colon or a dash, by its first characters and by whether they are closed on the line.
enum ValueShape {
  case nothing
  /// Text as it stands: the range of the line without a comment, and the end with the comment.
  case literal(Range<Int>, endWithComment: Int)
  /// Quotes, or brackets inside brackets: YAML reads the line as everybody expects.
  case asWritten
  /// `[a, b]` with the ranges of its items.
  case list([Range<Int>])
  /// `|` or `>`: the value is the lines below.
  case block
  /// `[` or `{` that is not closed on this line.
  case openFlow
  case openQuote
  /// `key: - item`.
  case item

  /// `line` has no blanks at its end; `start` is the offset of the value.
  init(_ line: [UInt8], from start: Int) {
    guard start < line.count, line[start] != UInt8(ascii: "#") else {
      self = .nothing
      return
    }
    switch line[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let end = closeQuote(in: line, from: start)
      self =
        end.map { Self.endsValue(line, at: $0) ? .asWritten : Self.literal(line, from: start) }
        ?? .openQuote
    case UInt8(ascii: "["), UInt8(ascii: "{"): self = Self.flow(line, from: start)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      self = Self.isBlockHeader(line, from: start) ? .block : Self.literal(line, from: start)
    case UInt8(ascii: "-") where start + 1 < line.count && isBlank(line[start + 1]): self = .item
    default: self = Self.literal(line, from: start)
    }
  }

  private static func literal(_ line: [UInt8], from start: Int) -> ValueShape {
    var end = start
    while end < line.count {
      if line[end] == UInt8(ascii: "#"), end > start, isBlank(line[end - 1]) { break }
      end += 1
    }
    let withComment = line.count
    while end > start, isBlank(line[end - 1]) { end -= 1 }
    return .literal(start..<end, endWithComment: withComment)
  }

  private static func flow(_ line: [UInt8], from start: Int) -> ValueShape {
    var scanner = FlowScanner()
    guard let end = scanner.close(in: line, from: start, skippingComments: false) else {
      return .openFlow
    }
    guard endsValue(line, at: end) else { return literal(line, from: start) }
    guard line[start] == UInt8(ascii: "[") else { return .asWritten }
    var items: [Range<Int>] = []
    var itemStart = start + 1
    for comma in scanner.commas + [end - 1] {
      items.append(trimmed(itemStart..<comma, of: line))
      itemStart = comma + 1
    }
    if items.last?.isEmpty == true { items.removeLast() }
    let isNested = items.contains { item in
      item.isEmpty || line[item.lowerBound] == UInt8(ascii: "[")
        || line[item.lowerBound] == UInt8(ascii: "{")
    }
    return isNested || items.count > Limits.nodes ? .asWritten : .list(items)
  }

  /// True where nothing but a comment follows.
  private static func endsValue(_ line: [UInt8], at end: Int) -> Bool {
    let next = skipBlanks(line, from: end)
    return next == line.count || (next > end && line[next] == UInt8(ascii: "#"))
  }

  /// `|` or `>` with at most a digit and a sign.
  private static func isBlockHeader(_ line: [UInt8], from start: Int) -> Bool {
    var end = start + 1
    while end < line.count, "+-123456789".utf8.contains(line[end]), end < start + 3 { end += 1 }
    return endsValue(line, at: end)
  }
}

/// The range without blanks at its ends.
func trimmed(_ range: Range<Int>, of line: [UInt8]) -> Range<Int> {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, isBlank(line[start]) { start += 1 }
  while end > start, isBlank(line[end - 1]) { end -= 1 }
  return start..<end
}
