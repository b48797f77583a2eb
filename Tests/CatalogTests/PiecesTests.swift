// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import TestSupport
import Testing

struct PiecesTests {
  @Test func `pieces of a source come back with their files, also after opening again`() throws {
    let folder = try TemporaryFolder()
    let first = stored("a.mp4", bytes: 6_000_000_000, used: 5)
    let second = stored("b.mp4")
    do {
      let cache = try openCache(in: folder)
      try cache.add(second, encoder: 1)
      try cache.add(first, encoder: 1)
      try cache.add(stored("c.mp4", piece(of: otherClip)), encoder: 1)
    }
    let cache = try openCache(in: folder)
    #expect(try cache.pieces(of: clip, format: houseFormat, encoder: 1) == [first, second])
  }

  @Test func `another canvas, rate, fit or encoder is another piece; another quality is not`()
    throws
  {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.add(stored("a.mp4"), encoder: 1)
    var formats = [houseFormat, houseFormat, houseFormat, houseFormat]
    formats[0].canvas.width = 1280
    formats[1].canvas.height = 720
    formats[2].frameRate = Rational(30)
    formats[3].fit = .bars
    for format in formats {
      #expect(try cache.pieces(of: clip, format: format, encoder: 1) == [])
    }
    #expect(try cache.pieces(of: clip, format: houseFormat, encoder: 2) == [])
    var finer = houseFormat
    finer.quality = 16
    #expect(try cache.pieces(of: clip, format: finer, encoder: 1).count == 1)
  }

  private func order(_ cache: Cache, stale: Int64 = 0, busy: Int64 = .max) throws -> [String] {
    try cache.leastUsefulPieces(staleBefore: stale, busySince: busy, limit: 10).map(\.name)
  }

  @Test func `room is given up by worth, after what nobody used for long, never of what is in use`()
    throws
  {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    for (name, used, worth) in [("good", 10, 900), ("poor", 30, 100), ("fair", 20, 500)] {
      var piece = stored(name, bytes: 4_000_000_000, used: Int64(used))
      piece.file.worth = worth
      try cache.add(piece, encoder: 1)
    }
    #expect(try cache.pieceBytes() == 12_000_000_000)
    #expect(try order(cache) == ["poor", "fair", "good"])
    #expect(try order(cache, stale: 15) == ["good", "poor", "fair"])
    #expect(try order(cache, busy: 30) == ["fair", "good"])
    // A film took it: nothing is worth more.
    try cache.markUsed(files: ["poor"], at: 40)
    #expect(try order(cache) == ["fair", "good", "poor"])
    try cache.removePiece(file: "good")
    #expect(try cache.pieceBytes() == 8_000_000_000)
    #expect(try cache.pieceNames().sorted() == ["fair", "poor"])
  }

  @Test func `no pieces are no bytes`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    #expect(try cache.pieceBytes() == 0)
    #expect(try order(cache) == [])
  }

  @Test func `a file made again takes the place of the old one`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.add(stored("a.mp4", bytes: 1), encoder: 1)
    try cache.add(stored("a.mp4", bytes: 2), encoder: 1)
    #expect(try cache.pieceBytes() == 2)
  }

  @Test func `a document that does not decode is a miss, counted and dropped`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.add(stored("a.mp4"), encoder: 1)
    try cache.add(stored("b.mp4"), encoder: 1)
    try sqlite(cache.path, "UPDATE piece SET document = 'x' WHERE file = 'a.mp4'")
    let found = try cache.pieces(of: clip, format: houseFormat, encoder: 1)
    #expect(found.map(\.file.name) == ["b.mp4"])
    #expect(cache.undecodableRows == 1)
    #expect(try order(cache) == ["b.mp4"])
  }

  @Test func `a piece that moves is counted where it is, and as it was`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    var moved = stored("a.mp4", bytes: 3, used: 5)
    try cache.add(moved, encoder: 1)
    try cache.add(stored("b.mp4", bytes: 4), encoder: 1)
    #expect(try cache.move(moved.file, to: .second("disk")))
    moved.file.place = .second("disk")
    #expect(try cache.pieceFile("a.mp4") == moved.file)
    #expect(try cache.pieces(of: clip, format: houseFormat, encoder: 1).first == moved)
    #expect(try cache.pieceNames() == ["b.mp4"])
    #expect(try cache.pieceNames(at: .second("disk")) == ["a.mp4"])
    #expect(try cache.pieceNames(at: .second("other")) == [])
    #expect(try cache.pieceBytes() == 4)
    #expect(try cache.pieceBytes(at: .second("disk")) == 3)
    #expect(try order(cache) == ["b.mp4"])
  }

  @Test func `a piece that a film used meanwhile does not move`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    let piece = stored("a.mp4", used: 5)
    try cache.add(piece, encoder: 1)
    try cache.markUsed(files: ["a.mp4"], at: 9)
    #expect(try !cache.move(piece.file, to: .second("disk")))
    try cache.removePiece(file: "a.mp4")
    #expect(try !cache.move(piece.file, to: .second("disk")))
    #expect(try cache.pieceFile("a.mp4") == nil)
  }
}
