// SPDX-License-Identifier: GPL-3.0-or-later

import Digest
import Foundation
import TestSupport
import Testing

struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `agrees with the standard's examples`(message: String, digest: String) {
    var hash = SHA256()
    hash.update(Array(message.utf8))
    #expect(hash.hexadecimal() == digest)
  }

  @Test(arguments: [1, 63, 64, 65, 1000, 4096])
  func `pieces make the same digest as the whole`(piece: Int) {
    let message = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
    var hash = SHA256()
    for start in stride(from: 0, to: message.count, by: piece) {
      hash.update(Array(message[start..<min(start + piece, message.count)]))
    }
    #expect(hash.finish() == SHA256.digest(message))
  }

  @Test func `agrees with sha256sum on a megabyte`() throws {
    let folder = try TemporaryFolder()
    let message = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
    try Data(message).write(to: URL(fileURLWithPath: folder.file("a")))
    let line = try Shell.run("sha256sum", folder.file("a"))
    let expected = String(decoding: line.prefix(64), as: UTF8.self)
    #expect(SHA256.hexadecimal(of: message) == expected)
  }

  @Test func `finishing leaves the message open`() {
    var hash = SHA256()
    hash.update(Array("ab".utf8))
    _ = hash.finish()
    hash.update(Array("c".utf8))
    #expect(hash.finish() == SHA256.digest(Array("abc".utf8)))
  }

  @Test func `a copy goes its own way`() {
    var one = SHA256()
    one.update(Array("a".utf8))
    var other = one
    other.update(Array("b".utf8))
    #expect(one.finish() == SHA256.digest(Array("a".utf8)))
    #expect(other.finish() == SHA256.digest(Array("ab".utf8)))
  }
}
