// SPDX-License-Identifier: GPL-3.0-or-later

/// Longest part of a user's text that a message repeats, in Unicode scalars: one letter may carry thousands of accents.
private let excerptLimit = 80

/// The text in quotes for a message: shortened, and harmless to a terminal.
package func excerpt(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(excerptLimit) {
    if isShown(scalar) {
      shown.unicodeScalars.append(scalar)
    } else {
      shown += "\\u" + String(scalar.value, radix: 16, uppercase: true)
    }
  }
  return "\"" + shown + (text.unicodeScalars.count > excerptLimit ? "…" : "") + "\""
}

/// The text as a YAML value to paste: in quotes where YAML would read something else, inside `[a, b]` or alone.
package func pasteable(_ text: String, inBrackets: Bool = false) -> String {
  guard text.unicodeScalars.allSatisfy(isShown) else { return escaped(text) }
  let isSplit = inBrackets && text.utf8.contains { ",[]{}".utf8.contains($0) }
  guard isSplit || needsQuotes(text) else { return text }
  if text.utf8.contains(UInt8(ascii: "\"")) || text.utf8.contains(UInt8(ascii: "\\")) {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "''") + "'"
  }
  return "\"" + text + "\""
}

/// True for what YAML allows in a file and an editor shows on one line.
func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x20...0x7E, 0xA0...0xD7FF, 0x10000...0x10FFFF:
    scalar.value != 0x2028 && scalar.value != 0x2029
  case 0xE000...0xFFFD: scalar.value != 0xFEFF
  default: false
  }
}

/// The text in double quotes with YAML's escapes.
private func escaped(_ text: String) -> String {
  var written = "\""
  for scalar in text.unicodeScalars {
    let isSpecial = scalar == "\"" || scalar == "\\"
    if isShown(scalar) {
      written += (isSpecial ? "\\" : "") + String(scalar)
    } else {
      let code = String(scalar.value, radix: 16, uppercase: true)
      written += "\\U" + String(repeating: "0", count: 8 - code.count) + code
    }
  }
  return written + "\""
}

private func isShown(_ scalar: Unicode.Scalar) -> Bool { isPrintable(scalar) && scalar != "\t" }

private func needsQuotes(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard let first = bytes.first, let last = bytes.last else { return true }
  if isBlank(first) || isBlank(last) || last == UInt8(ascii: ":") { return true }
  if "-?:,[]{}#&*!|>'\"%@`".utf8.contains(first) { return true }
  for (byte, next) in zip(bytes, bytes.dropFirst()) {
    if byte == UInt8(ascii: ":"), isBlank(next) { return true }
    if isBlank(byte), next == UInt8(ascii: "#") { return true }
  }
  return false
}

/// True for a space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
