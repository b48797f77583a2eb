// SPDX-License-Identifier: GPL-3.0-or-later

/// A file as lines of UTF-8 without control characters.
struct SourceText {
  /// Without their ends.
  let lines: [ArraySlice<UInt8>]

  /// Fails on other encodings and on characters that an editor does not show.
  init(_ bytes: [UInt8]) throws(YAMLError) {
    guard bytes.count <= Limits.bytes else {
      throw YAMLError(
        line: 1, problem: "the file has more than \(Limits.bytes / 1024) KiB",
        remedy: "keep only the settings in it")
    }
    guard !Self.isWide(bytes) else {
      throw YAMLError(
        line: 1, problem: "the file is UTF-16 text",
        remedy: "save it again with the encoding UTF-8")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    lines = Self.split(bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...])
    for (index, line) in lines.enumerated() { try Self.check(line, number: index + 1) }
  }

  /// Two or four bytes per character, with a byte-order mark or seen by the zero beside the first letter.
  private static func isWide(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.prefix(2).contains(0)
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        lines.append(bytes[start..<index])
        let isPair =
          byte == UInt8(ascii: "\r") && index + 1 < bytes.endIndex
          && bytes[index + 1] == UInt8(ascii: "\n")
        index += isPair ? 2 : 1
        start = index
      } else {
        index += 1
      }
    }
    lines.append(bytes[start...])
    return lines
  }

  private static func check(_ line: ArraySlice<UInt8>, number: Int) throws(YAMLError) {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw YAMLError(
        line: number, problem: "the line is not UTF-8 text",
        remedy: "save the file again with the encoding UTF-8")
    }
    var column = 1
    for scalar in text.unicodeScalars {
      guard isPrintable(scalar) else {
        let code = String(scalar.value, radix: 16, uppercase: true)
        throw YAMLError(
          line: number, column: column, problem: "the line holds the invisible character U+\(code)",
          remedy: "type the line again")
      }
      column += 1
    }
  }
}

/// How much YAML is read: bounds on what a hostile file can cost.
enum Limits {
  static let bytes = 256 * 1024
  /// Mappings and sequences inside each other.
  static let depth = 16
  /// Values in one file.
  static let nodes = 10_000
}
