// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct HighlightMarksTests {
  private static func number(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    number(UInt32(content.count + 8)) + kind.utf8 + content
  }

  private static func longBox(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    number(1) + kind.utf8 + number(0) + number(UInt32(content.count + 16)) + content
  }

  private static func movie(_ marks: [UInt8]) -> [UInt8] {
    box("ftyp", Array("mp41".utf8)) + longBox("mdat", [UInt8](repeating: 0x7F, count: 100))
      + box("moov", box("mvhd", [1, 2, 3]) + box("udta", box("FIRM", [9]) + box("HMMT", marks)))
  }

  private func marks(_ bytes: [UInt8]) throws -> [Int64] {
    let folder = try TemporaryFolder()
    let path = folder.file("a.mp4")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let file = try MediaFile(path)
    return HighlightMarks.read(file.descriptor).map(\.ticks)
  }

  @Test func `marks are found, in order`() throws {
    let list = [3, 5000, 1000, 1000, 77].flatMap { Self.number($0) }
    #expect(try marks(Self.movie(list)) == [1000, 5000])
  }

  @Test(
    arguments: [
      [], [0], [0, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 9, 0, 0],
    ] as [[UInt8]])
  func `a list that is too short has fewer`(list: [UInt8]) throws {
    #expect(try marks(Self.movie(list)).isEmpty)
  }

  @Test func `more marks than anybody makes are cut off`() throws {
    let list = Self.number(2000) + (1...2000).flatMap { Self.number($0) }
    #expect(try marks(Self.movie(list)) == Array(1...1000))
  }

  @Test func `a damaged file has none, and nothing runs away`() throws {
    let whole = Self.movie([1, 5].flatMap { Self.number($0) })
    for length in 0..<whole.count {
      #expect(try marks(Array(whole[..<length])).count <= 1)
    }
    #expect(try marks(Self.number(0) + "moov".utf8).isEmpty)
    #expect(try marks([UInt8](repeating: 0, count: 100_000)).isEmpty)
    #expect(try marks(Self.longBox("moov", [])).isEmpty)
    let endless = (0..<3000).flatMap { _ in Self.box("free", []) }
    #expect(try marks(endless + whole).isEmpty)
  }
}
