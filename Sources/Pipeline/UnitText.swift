// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Paths and names as they stand in unit files of systemd.
enum UnitText {
  /// A path as a word of a list: whatever it holds, it is no specifier, no end of the word and no escape.
  ///
  /// `mark` is what systemd reads before the path, such as `-` for one that may be missing.
  static func word(_ path: String, mark: String = "") -> String {
    let text = mark + path.replacing("%", with: "%%")
    guard text.unicodeScalars.contains(where: { special.contains($0) }) else { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }

  /// A path as the middle of a unit's name, as `systemd-escape --path` writes it.
  static func escaped(_ path: Path) -> String {
    let names = path.components
    guard !names.isEmpty else { return "-" }
    let bytes = Array(names.joined(separator: [UInt8(ascii: "/")]))
    return bytes.enumerated().map { index, byte in
      if byte == UInt8(ascii: "/") { return "-" }
      let isPlain = plain.contains(byte) && !(index == 0 && byte == UInt8(ascii: "."))
      return isPlain ? String(UnicodeScalar(byte)) : "\\x" + hexadecimal(byte)
    }.joined()
  }

  /// A path as a word for a shell, to be pasted.
  static func shell(_ path: Path) -> String {
    let isPlain = path.bytes.allSatisfy { plain.contains($0) || "/-+,@".utf8.contains($0) }
    return isPlain ? path.display : "'" + path.display.replacing("'", with: "'\\''") + "'"
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }

  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:_.".utf8)

  /// What ends a word, or means something in it: blanks, quotes, and the colon between the two paths of `BindPaths=`.
  private static let special = Set(" \t\"'\\:;#".unicodeScalars)
}
