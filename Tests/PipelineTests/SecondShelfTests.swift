// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Media
import Settings
import TestSupport
import Testing

@testable import Pipeline

struct SecondShelfTests {
  private let tree: Tree
  private let store: Store
  private static let hour: Int64 = 3_600_000

  init() throws {
    tree = try Tree()
    try FileManager.default.createDirectory(
      atPath: tree.folder.file("big"), withIntermediateDirectories: false)
    store = try Self.store(in: tree)
  }

  private static func store(in tree: Tree, own: Int64 = 500, second: Int64 = 1000) throws -> Store {
    try Store(
      StorePlaces(
        state: tree.path.joining("state"), cache: tree.path.joining("cache"),
        second: tree.path.joining("big")),
      sizes: CacheSizes(own: .bytes(own), second: .bytes(second)), owner: .current,
      clock: { 100 * hour })
  }

  @discardableResult
  private func add(
    _ name: String, bytes: Int, worth: Int, used: Int64 = 90 * hour
  ) throws -> StoredPiece {
    try tree.write(Data((0..<bytes).map { UInt8($0 % 251) }), to: "cache/pieces/" + name)
    let format = HouseFormat(canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))
    let stored = StoredPiece(
      piece: Piece(source: ContentKey(name), format: format, houseID: "", spans: []),
      file: PieceFile(name: name, byteCount: Int64(bytes), lastUsed: used, worth: worth))
    try store.cache.add(stored, encoder: 1)
    return stored
  }

  private func moveAway(_ name: String = "big", to other: String = "away") throws {
    try FileManager.default.moveItem(
      atPath: tree.folder.file(name), toPath: tree.folder.file(other))
  }

  /// Where the list says that files lie, which is where they do, each once.
  private func places(_ store: Store? = nil) throws -> (own: [String], second: [String]) {
    let cache = (store ?? self.store).cache
    let second = try SecondPlace(
      path: tree.path.joining("big"), size: .bytes(1), ledger: self.store.ledger
    ).open().place
    let listed = (
      own: try cache.pieceNames().sorted(), second: try cache.pieceNames(at: second).sorted()
    )
    #expect(tree.names("cache/pieces") == listed.own)
    #expect(tree.names("big/pieces") == listed.second)
    return listed
  }

  @Test func `what the cache has no room for moves, the least useful first`() async throws {
    try add("a.mp4", bytes: 300, worth: 900)
    let poor = try add("b.mp4", bytes: 300, worth: 100)
    let before = try Data(contentsOf: URL(fileURLWithPath: tree.folder.file("cache/pieces/b.mp4")))
    try PieceShelf(store: store).trim()
    #expect(tree.names("cache/pieces") == ["a.mp4", "b.mp4"], "nobody waits for moves")
    try await PieceShelf(store: store).tidy()
    #expect(try places() == (["a.mp4"], ["b.mp4"]))
    let after = try Data(contentsOf: URL(fileURLWithPath: tree.folder.file("big/pieces/b.mp4")))
    #expect(before == after)
    #expect(try store.open(poor.file).status.size == 300, "by the row of before, too")
    #expect(try store.present([poor]).map(\.file.place) != [.own])
  }

  @Test func `when the second place is full its own least useful goes`() async throws {
    for (name, worth) in [("a", 800), ("b", 300), ("c", 200), ("d", 400)] {
      try add(name + ".mp4", bytes: 500, worth: worth)
      try await PieceShelf(store: store).tidy()
    }
    #expect(try places() == (["a.mp4"], ["b.mp4", "d.mp4"]))
    // What is the least useful of all is given up at once.
    try add("e.mp4", bytes: 500, worth: 1)
    try await PieceShelf(store: store).tidy()
    #expect(try places() == (["a.mp4"], ["b.mp4", "d.mp4"]))
  }

  @Test func `a new piece finds room in the second place when all in the first are better`()
    async throws
  {
    let shelf = PieceShelf(store: store)
    try add("a.mp4", bytes: 500, worth: 800)
    #expect(try await shelf.makeRoom(for: 100, worth: 900) == .own)
    #expect(try places() == ([], ["a.mp4"]))
    try add("b.mp4", bytes: 500, worth: 800)
    #expect(try await shelf.makeRoom(for: 500, worth: 10) == .second)
    #expect(try await shelf.makeRoom(for: 501, worth: 10) == nil)
    // Its own row says that it was just used: it is brought there all the same.
    let made = try add("c.mp4", bytes: 400, worth: 10, used: 100 * Self.hour)
    #expect(try await shelf.putAway(made.file))
    #expect(try places() == (["b.mp4"], ["a.mp4", "c.mp4"]))
    // Larger than it was thought to be: neither place keeps it.
    let large = try add("d.mp4", bytes: 700, worth: 5, used: 100 * Self.hour)
    #expect(try await !shelf.putAway(large.file))
    #expect(try places() == (["b.mp4"], ["a.mp4", "c.mp4"]))
  }

  @Test func `what a film took meanwhile stays`() throws {
    let piece = try add("a.mp4", bytes: 600, worth: 10)
    let shelf = try #require(store.second.flatMap { SecondShelf(store, $0) })
    try store.cache.markUsed(files: ["a.mp4"], at: 95 * Self.hour)
    #expect(try shelf.take(piece.file) == .kept)
    #expect(try places() == (["a.mp4"], []))
  }

  @Test(arguments: ["copied", "listed", "half", "lost row"])
  func `killed in the middle, each piece is one file after the next start`(moment: String)
    async throws
  {
    try add("a.mp4", bytes: 300, worth: 10)
    let second = try #require(try store.second?.open().place)
    let bytes = Data((0..<300).map { UInt8($0 % 251) })
    var expected: (own: [String], second: [String]) = (["a.mp4"], [])
    switch moment {
    case "half": try tree.write(bytes.prefix(100), to: "big/pieces/.montaged-0f.tmp")
    case "copied": try tree.write(bytes, to: "big/pieces/a.mp4")
    case "listed":
      try tree.write(bytes, to: "big/pieces/a.mp4")
      let file = try #require(try store.cache.pieceFile("a.mp4"))
      #expect(try store.cache.move(file, to: second))
      expected = ([], ["a.mp4"])
    default:
      // The power failed: the newest row is the old one again.
      try tree.write(bytes, to: "big/pieces/a.mp4")
      try tree.remove("cache/pieces/a.mp4")
      expected = ([], ["a.mp4"])
    }
    let next = try Self.store(in: tree)
    try await PieceShelf(store: next).tidy()
    #expect(try places(next) == expected)
  }

  @Test func `a place that is away forgets nothing, and nothing is written in its stead`()
    async throws
  {
    let piece = try add("a.mp4", bytes: 600, worth: 10)
    try await PieceShelf(store: store).tidy()
    let file = try #require(try store.cache.pieceFile("a.mp4"))
    let moved = StoredPiece(piece: piece.piece, file: file)
    #expect(try store.present([moved]) == [moved])
    try moveAway()
    for isMountPoint in [false, true] {
      if isMountPoint {
        try FileManager.default.createDirectory(
          atPath: tree.folder.file("big"), withIntermediateDirectories: false)
      }
      #expect(try store.present([moved]) == [])
      try store.drop([moved])
      #expect(try store.cache.pieceFile("a.mp4") == file)
      try add("b.mp4", bytes: 600, worth: 10)
      // Without it the least useful is given up, as ever.
      try await PieceShelf(store: store).tidy()
      #expect(tree.names("cache/pieces") == [])
      #expect(tree.names("big") == [])
    }
    try tree.remove("big")
    try moveAway("away", to: "big")
    #expect(try store.present([moved]) == [moved])
    try await PieceShelf(store: store).tidy()
    #expect(try places() == ([], ["a.mp4"]))
    // Taken away by somebody while the place is there: forgotten.
    try tree.remove("big/pieces/a.mp4")
    #expect(try store.present([moved]) == [])
    #expect(try store.cache.pieceFile("a.mp4") == nil)
  }

  @Test func `a piece that was moved meanwhile is not lost, and is dropped where it is`()
    async throws
  {
    let before = try add("a.mp4", bytes: 600, worth: 10)
    #expect(try store.lost([before]) == [])
    try await PieceShelf(store: store).tidy()
    #expect(try places() == ([], ["a.mp4"]))
    #expect(try store.lost([before]) == [])
    #expect(try store.present([before]).count == 1)
    try moveAway()
    #expect(try store.lost([before]) == [before])
    #expect(try store.cache.pieceFile("a.mp4") != nil)
    try moveAway("away", to: "big")
    try store.drop([before])
    #expect(try places() == ([], []))
    #expect(try store.lost([before]) == [before])
  }

  @Test func `without room on the disk, pieces are given up as without the place`() async throws {
    try add("a.mp4", bytes: 600, worth: 10)
    let small = try Self.store(in: tree, second: 100)
    try await PieceShelf(store: small).tidy()
    #expect(try places(small) == ([], []))
  }
}
