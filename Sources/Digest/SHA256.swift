// SPDX-License-Identifier: GPL-3.0-or-later

internal import CDigest

/// Hashes bytes as they come; a copy goes on by itself.
package struct SHA256: Sendable {
  private var context = SHA2_CTX()

  package init() { SHA256Init(&context) }

  /// The digest of one piece of data.
  package static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// Appends bytes to the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
  }

  /// Appends bytes to the message.
  package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// The 32 bytes that stand for the message so far; more may be appended afterwards.
  package func finish() -> [UInt8] {
    // The final padding changes the context, so it works on a copy.
    var last = context
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &last)
    return digest
  }

  /// The message's digest in 64 lower-case hexadecimal digits.
  package func hexadecimal() -> String { SHA256.hexadecimal(finish()) }

  /// Bytes as pairs of lower-case hexadecimal digits.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
