// SPDX-License-Identifier: GPL-3.0-or-later

/// How a line of block YAML is built: `key: value` or `- value`, or both in one line.
struct LineShape {
  /// Offset of the innermost key or dash: what belongs to it stands further right.
  let start: Int
  /// Offset of the value's first byte; the line's end when there is none.
  let value: Int
  /// Offset after a colon that nothing separates from the value, as in `music:song.mp3`.
  let missingSpace: Int?

  /// Fails for a line that is neither; `line` has no blanks at its end.
  init?(_ line: [UInt8], indentation: Int, isValuePossible: Bool) {
    var start = indentation
    var cursor = indentation
    var isItem = false
    while cursor < line.count, line[cursor] == UInt8(ascii: "-"),
      cursor + 1 == line.count || isBlank(line[cursor + 1])
    {
      isItem = true
      start = cursor
      cursor = skipBlanks(line, from: cursor + 1)
    }
    if let colon = Self.colon(in: line, from: cursor, isItem: isItem) {
      self.init(start: cursor, value: skipBlanks(line, from: colon + 1))
    } else if isItem {
      self.init(start: start, value: cursor)
    } else if !isValuePossible, let colon = Self.tightColon(in: line, from: cursor) {
      self.init(start: cursor, value: colon + 1, missingSpace: colon + 1)
    } else {
      return nil
    }
  }

  /// A value on the line below its key, which stands in `column`.
  init(value: Int, of column: Int) { self.init(start: column, value: value) }

  private init(start: Int, value: Int, missingSpace: Int? = nil) {
    self.start = start
    self.value = value
    self.missingSpace = missingSpace
  }

  /// The colon that ends a key; in a list a key is one word, so that `- My Song: Live.mp3` stays text.
  private static func colon(in line: [UInt8], from start: Int, isItem: Bool) -> Int? {
    let word = endOfWord(line, from: start)
    if word > start, let colon = separator(in: line, at: skipBlanks(line, from: word)) {
      return colon
    }
    guard !isItem, start < line.count, !startsOtherYAML(line[start]) else { return nil }
    guard word == start || word == line.count || line[word] != UInt8(ascii: ":") else { return nil }
    for offset in start..<line.count {
      if line[offset] == UInt8(ascii: "#"), offset > start, isBlank(line[offset - 1]) { return nil }
      if let colon = separator(in: line, at: offset) { return colon }
    }
    return nil
  }

  /// The colon directly after a word and directly before a value.
  private static func tightColon(in line: [UInt8], from start: Int) -> Int? {
    let word = endOfWord(line, from: start)
    return word > start && word + 1 < line.count && line[word] == UInt8(ascii: ":") ? word : nil
  }

  private static func separator(in line: [UInt8], at offset: Int) -> Int? {
    guard offset < line.count, line[offset] == UInt8(ascii: ":") else { return nil }
    return offset + 1 == line.count || isBlank(line[offset + 1]) ? offset : nil
  }

  private static func endOfWord(_ line: [UInt8], from start: Int) -> Int {
    var offset = start
    while offset < line.count {
      switch line[offset] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        offset += 1
      default: return offset
      }
    }
    return offset
  }
}

/// True for a first character that gives a line to YAML's rarer forms: quoted keys, flow, tags.
func startsOtherYAML(_ byte: UInt8) -> Bool { "\"'[]{}&*!|>%@`#,?".utf8.contains(byte) }

/// The first offset from `start` on that holds no blank.
func skipBlanks(_ line: [UInt8], from start: Int) -> Int {
  var offset = start
  while offset < line.count, isBlank(line[offset]) { offset += 1 }
  return offset
}
