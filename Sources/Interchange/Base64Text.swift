// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes as text, as data URLs have them (RFC 4648, section 4).
enum Base64Text {
  static func encoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes.count - start
      let group =
        UInt32(bytes[start]) << 16 | UInt32(rest > 1 ? bytes[start + 1] : 0) << 8
        | UInt32(rest > 2 ? bytes[start + 2] : 0)
      for place in 0..<4 {
        let sextet = Int(group >> (18 - 6 * UInt32(place))) & 63
        text.append(place <= rest ? alphabet[sextet] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
