// SPDX-License-Identifier: GPL-3.0-or-later

/// FNV-1a over 64 bits: the same on every machine and in every run, unlike Swift's `Hasher`.
struct StableHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    // Ends the text, so that "ab", "c" and "a", "bc" differ.
    add(UInt8(0))
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// 16 hexadecimal digits.
  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
