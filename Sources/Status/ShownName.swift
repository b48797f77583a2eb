// SPDX-License-Identifier: GPL-3.0-or-later

/// Names from strangers, made safe to show in a terminal, a text file or a page.
package enum ShownName {
  /// `text` in one line; characters that could hide or turn what it says are replaced.
  package static func line(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      safe.append(isHarmless(scalar) ? scalar : "\u{fffd}")
    }
    return String(safe)
  }

  /// `text` for HTML, inside elements and inside quoted attributes.
  package static func html(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case _ where !isHarmless(scalar): safe += "\u{fffd}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// `path` as an address relative to the page: percent-encoded bytes, slashes kept (RFC 3986).
  ///
  /// Bytes that paths for people write as `\xNN` become bytes again.
  package static func address(_ path: String) -> String {
    var address = ""
    var rest = Array(path.utf8)[...]
    while let first = rest.first {
      if let byte = escapedByte(rest) {
        address += encoded(byte)
        rest = rest.dropFirst(4)
      } else {
        address += isPlain(first) ? String(Unicode.Scalar(first)) : encoded(first)
        rest = rest.dropFirst()
      }
    }
    return address
  }

  /// Whether `text` holds letters that are written from right to left.
  package static func isRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      rightToLeft.contains { $0.contains(scalar.value) }
    }
  }

  /// Hebrew, Arabic and their neighbours, and the forms that old fonts had for them.
  private static let rightToLeft: [ClosedRange<UInt32>] = [
    0x590...0x8ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff,
  ]

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // These two join letters and pictures in ordinary names.
    case .format: scalar == "\u{200c}" || scalar == "\u{200d}"
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }

  /// The byte of a `\xNN` at the start; only bytes that such paths never show as they are.
  private static func escapedByte(_ text: ArraySlice<UInt8>) -> UInt8? {
    let digits = text.dropFirst(2).prefix(2)
    guard text.starts(with: "\\x".utf8), digits.count == 2, digits.allSatisfy(isDigit),
      let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    return byte >= 0x7f || byte < 0x20 ? byte : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    "0123456789abcdefABCDEF".utf8.contains(byte)
  }

  private static func encoded(_ byte: UInt8) -> String {
    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~/".utf8.contains(byte)
    }
  }
}
