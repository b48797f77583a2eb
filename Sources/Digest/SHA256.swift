// SPDX-License-Identifier: GPL-3.0-or-later

internal import CDigest

/// Hashes bytes as they come; a copy goes on by itself.
package struct SHA256: Sendable {
  private var message: Message

  package init() { message = Message() }

  /// The digest of one piece of data.
  package static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// The digest of one piece of data in 64 lower-case hexadecimal digits.
  package static func hexadecimal(of bytes: [UInt8]) -> String { hexadecimal(digest(bytes)) }

  /// Appends bytes to the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    if !isKnownUniquelyReferenced(&message) { message = Message(copying: message) }
    bytes.withUnsafeBufferPointer { message.append($0) }
  }

  /// Appends bytes to the message.
  package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// The 32 bytes that stand for the message so far; more may be appended afterwards.
  package func finish() -> [UInt8] {
    // The final padding ends a message, so it works on a copy.
    Message(copying: message).finish()
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

/// The library's state; whoever changes it is its only owner.
private final class Message: @unchecked Sendable {
  private let handle: gcry_md_hd_t

  init() {
    Self.prepared
    var handle: gcry_md_hd_t?
    gcry_md_open(&handle, cdigest_sha256, 0)
    guard let handle else { fatalError("no memory for a digest") }
    self.handle = handle
  }

  init(copying other: Message) {
    var handle: gcry_md_hd_t?
    gcry_md_copy(&handle, other.handle)
    guard let handle else { fatalError("no memory for a digest") }
    self.handle = handle
  }

  deinit { gcry_md_close(handle) }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    gcry_md_write(handle, bytes.baseAddress, bytes.count)
  }

  func finish() -> [UInt8] {
    guard let digest = gcry_md_read(handle, cdigest_sha256) else { return [] }
    return Array(UnsafeBufferPointer(start: digest, count: 32))
  }

  private static let prepared: Void = cdigest_prepare()
}
