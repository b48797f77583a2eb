// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Media
import Settings
import TestSupport
import Testing

@testable import Pipeline

struct PieceShelfTests {
  private let tree: Tree
  private let store: Store
  private let shelf: PieceShelf
  /// Longer than a film takes; in ms.
  private static let hour: Int64 = 3_600_000

  init() throws {
    tree = try Tree()
    let base = Path(tree.folder.path)
    store = try Store(
      StorePlaces(state: base.joining("state"), cache: base.joining("cache")),
      sizes: CacheSizes(own: .bytes(1000)), owner: .current, clock: { 100 * Self.hour })
    shelf = PieceShelf(store: store)
  }

  private func add(_ name: String, bytes: Int, worth: Int, used: Int64 = 90 * hour) throws {
    let format = HouseFormat(canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))
    try Data(count: bytes).write(to: URL(fileURLWithPath: store.pieceFolder.joining(name).display))
    let piece = Piece(source: ContentKey(name), format: format, houseID: "", spans: [])
    try store.cache.add(
      StoredPiece(
        piece: piece,
        file: PieceFile(name: name, byteCount: Int64(bytes), lastUsed: used, worth: worth)),
      encoder: 1)
  }

  private var names: [String] {
    get throws {
      let files = try Directory.entries(store.pieceFolder).map {
        String(decoding: $0.name, as: UTF8.self)
      }
      #expect(try files.sorted() == store.cache.pieceNames().sorted())
      return files.sorted()
    }
  }

  @Test func `room is made by giving up what is worth less, and only that`() async throws {
    try add("a.mp4", bytes: 400, worth: 900)
    try add("b.mp4", bytes: 400, worth: 100)
    #expect(try await shelf.makeRoom(for: 200, worth: 50) == .own)
    #expect(try names == ["a.mp4", "b.mp4"])
    #expect(try await shelf.makeRoom(for: 300, worth: 50) == nil)
    #expect(try names == ["a.mp4", "b.mp4"])
    #expect(try await shelf.makeRoom(for: 300, worth: 500) == .own)
    #expect(try names == ["a.mp4"])
    #expect(try await shelf.makeRoom(for: 700, worth: 900) == nil)
    #expect(try names == ["a.mp4"])
  }

  @Test func `what a film may be using stays, what nobody used for months goes first`() async throws
  {
    try add("busy.mp4", bytes: 600, worth: 1, used: 100 * Self.hour)
    try add("stale.mp4", bytes: 300, worth: 1000, used: -2200 * Self.hour)
    try add("new.mp4", bytes: 300, worth: 2)
    try shelf.trim()
    #expect(try names == ["busy.mp4", "new.mp4"])
    #expect(try await shelf.makeRoom(for: 900, worth: 1000) == nil)
    #expect(try names == ["busy.mp4"])
  }

  @Test func `frames of a larger canvas take more`() {
    var format = HouseFormat(canvas: PixelSize(width: 1920, height: 1080), frameRate: Rational(30))
    let bytes = PieceShelf.estimate(300, format)
    #expect((5_000_000...20_000_000).contains(bytes))
    format.canvas = PixelSize(width: 3840, height: 2160)
    #expect(PieceShelf.estimate(300, format) == bytes * 4)
  }

  @Test func `footage of which something was encoded is known`() {
    let format = HouseFormat(canvas: PixelSize(width: 1920, height: 1080), frameRate: Rational(30))
    let pieces = [(60, 6000), (40, 24_000)].map { frames, bytes in
      StoredPiece(
        piece: Piece(
          source: ContentKey("a"), format: format, houseID: "",
          spans: [PieceSpan(frames: FrameSpan(start: 0, count: frames), offset: 0, groups: [])]),
        file: PieceFile(name: "a", byteCount: Int64(bytes), lastUsed: 0))
    }
    #expect(PieceShelf.estimate(10, format, from: pieces) == 3000)
  }
}
