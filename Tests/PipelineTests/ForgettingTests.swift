// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Media
import TestSupport
import Testing

@testable import Pipeline

struct ForgettingTests {
  private let folder: TemporaryFolder
  private let store: Store

  init() throws {
    folder = try TemporaryFolder()
    let base = Path(folder.path)
    store = try Store(StorePlaces(state: base.joining("state"), cache: base.joining("cache")))
    for place in ["drop/sub", "drop/montages"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(place), withIntermediateDirectories: true)
    }
  }

  /// Makes a file that the cache knows, with a piece; answers its content.
  @discardableResult
  private func add(_ name: String) throws -> ContentKey {
    let path = Path(folder.file("drop/" + name))
    try Data(name.utf8).write(to: URL(fileURLWithPath: path.display))
    let file = try OpenFile(named: path)
    let content = try file.contentKey()
    try store.cache.remember(content, of: file.identity)
    try store.cache.store(
      ["x"], for: MeasurementKey(content: content, kind: "k", version: 1))
    let format = HouseFormat(canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))
    let piece = StableName.digest(of: Array(name.utf8)) + ".mp4"
    try Data(count: 100).write(
      to: URL(fileURLWithPath: store.pieceFolder.joining(piece).display))
    try store.cache.add(
      StoredPiece(
        piece: Piece(source: content, format: format, houseID: "", spans: []),
        file: PieceFile(name: piece, byteCount: 100, lastUsed: 0)), encoder: 1)
    return content
  }

  @Test func `a file is forgotten with its pieces, and stays where it is`() throws {
    try add("a.mp4")
    let other = try add("b.mp4")
    let path = Path(folder.file("drop/a.mp4"))
    let outcome = try Forgetting(store).forget(path)
    #expect(outcome.known == 1 && outcome.measurements == 1 && outcome.bytes == 100)
    #expect(
      outcome.sentence
        == "forgot 1 file: 1 measurement, 1 encoded piece (100 bytes), 0 failures; "
        + "what is still there is measured anew")
    #expect(try store.cache.measuredContents(kind: "k", version: 1) == [other])
    #expect(try Directory.entries(store.pieceFolder).count == 1)
    #expect(FileManager.default.fileExists(atPath: path.display))
    #expect(try Forgetting(store).forget(path).sentence == "nothing was known of 1 file there")
  }

  @Test func `of a folder it is all footage and songs, but not what we made`() throws {
    for name in ["a.mp4", "sub/b.MOV", "sub/song.flac"] { try add(name) }
    let film = try add("montages/montage.mp4")
    let notes = try add("notes.txt")
    let outcome = try Forgetting(store).forget(Path(folder.file("drop")))
    #expect(outcome.files == 3 && outcome.known == 3)
    #expect(try store.cache.measuredContents(kind: "k", version: 1) == [film, notes])
  }

  @Test func `a file whose identity is not known any more is known by its content`() throws {
    try add("a.mp4")
    try store.cache.forgetIdentities()
    #expect(try Forgetting(store).forget(Path(folder.file("drop"))).known == 1)
  }

  @Test func `what is not there is told`() {
    #expect(throws: MontageFailure(.missing, "/no/such: there is no such file; correct the path")) {
      try Forgetting(store).forget("/no/such")
    }
  }
}
