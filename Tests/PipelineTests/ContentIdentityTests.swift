// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import Pipeline

struct ContentIdentityTests {
  private static let mebibyte = 1 << 20

  /// Bytes that repeat nowhere within a block.
  private func bytes(_ count: Int) -> Data {
    var state: UInt64 = 88_172_645_463_325_252
    var data = Data(capacity: count + 8)
    while data.count < count {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      withUnsafeBytes(of: state) { data.append(contentsOf: $0) }
    }
    return data.prefix(count)
  }

  @Test(arguments: [0, 1, 1000, 2 * mebibyte, 2 * mebibyte + 1, 5 * mebibyte])
  func `a copy, a rename and another date change nothing`(count: Int) throws {
    let tree = try Tree()
    try tree.write(bytes(count), to: "a.mp4")
    let key = try tree.open("a.mp4").contentKey()
    #expect(key.text.count == 64)
    try tree.write(bytes(count), to: "copy/b.mov")
    #expect(try tree.open("copy/b.mov").contentKey() == key)
    try FileManager.default.moveItem(
      atPath: tree.folder.file("a.mp4"), toPath: tree.folder.file("z.mp4"))
    try tree.age("z.mp4", seconds: 100_000)
    #expect(try tree.open("z.mp4").contentKey() == key)
  }

  @Test func `an edit in a sampled place makes another content`() throws {
    let tree = try Tree()
    let whole = bytes(5 * Self.mebibyte)
    try tree.write(whole, to: "a.mp4")
    let key = try tree.open("a.mp4").contentKey()
    let middle = 3 * Self.mebibyte
    let places =
      [0, Self.mebibyte - 1, 4 * Self.mebibyte, whole.count - 1]
      + (0..<8).map { Self.mebibyte + middle * $0 / 8 }
    for place in places {
      var edited = whole
      edited[edited.startIndex + place] ^= 1
      try tree.write(edited, to: "b.mp4")
      #expect(try tree.open("b.mp4").contentKey() != key, "byte \(place)")
    }
  }

  @Test func `one byte more or less is another content`() throws {
    let tree = try Tree()
    var keys: Set<ContentKey> = []
    for count in [0, 1, 2, 2 * Self.mebibyte - 1, 2 * Self.mebibyte, 2 * Self.mebibyte + 1] {
      try tree.write(Data(repeating: 0, count: count), to: "zeros.mp4")
      keys.insert(try tree.open("zeros.mp4").contentKey())
    }
    #expect(keys.count == 6)
  }

  @Test func `an identity changes with every write, even one that puts the date back`() throws {
    let tree = try Tree("a.mp4")
    let first = try tree.open("a.mp4").identity
    #expect(try tree.open("a.mp4").identity == first)
    try tree.write("y", to: "a.mp4")
    #expect(try tree.open("a.mp4").identity != first)
  }
}
