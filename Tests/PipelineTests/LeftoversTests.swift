// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Media
import TestSupport
import Testing

@testable import Pipeline

struct LeftoversTests {
  private let folder: TemporaryFolder
  private var root: Path { Path(folder.path) }

  init() throws { folder = try TemporaryFolder() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `temporary files without an owner are removed, whatever their age`() throws {
    for name in [".montaged-0f.tmp", "montage.mp4", ".other.tmp", ".montaged-x.mp4"] {
      try Data([1]).write(to: URL(fileURLWithPath: folder.file(name)))
    }
    try Leftovers.remove(from: root)
    #expect(try names() == [".montaged-x.mp4", ".other.tmp", "montage.mp4"])
  }

  @Test func `a file that somebody is making stays, however old`() throws {
    let output = try OutputFile.create(in: root)
    let name = Path.display(output.temporaryName)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: folder.file(name))
    try Leftovers.remove(from: root)
    #expect(try names() == [name])
    drop(output)
    #expect(try names() == [])
  }

  @Test func `pieces that no row lists and nobody makes are removed`() throws {
    let store = try Store(
      StorePlaces(state: root.joining("state"), cache: root.joining("cache")))
    let pieces = store.pieceFolder
    for name in ["0f.mp4", "0f.m4a", "c0ffee.mp4", "mine.mp4", "0f.txt"] {
      try Data([1]).write(to: URL(fileURLWithPath: pieces.joining(name).display))
    }
    try store.cache.add(
      StoredPiece(
        piece: Piece(
          source: ContentKey("a"),
          format: HouseFormat(
            canvas: PixelSize(width: 16, height: 16), frameRate: Rational(25, 1)), houseID: "",
          spans: []), file: PieceFile(name: "c0ffee.mp4", byteCount: 1, lastUsed: 1)), encoder: 1)
    var made = try OutputFile.create(in: pieces)
    try made.publish(as: Array("abc.mp4".utf8), replacing: false)
    func left() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: pieces.display).sorted()
    }
    try Leftovers.removeOrphans(from: pieces, listedIn: store.cache)
    #expect(try left() == ["0f.txt", "abc.mp4", "c0ffee.mp4", "mine.mp4"])
    drop(made)
    try Leftovers.removeOrphans(from: pieces, listedIn: store.cache)
    #expect(try left() == ["0f.txt", "c0ffee.mp4", "mine.mp4"])
  }

  private func drop(_ output: consuming OutputFile) {}
}
