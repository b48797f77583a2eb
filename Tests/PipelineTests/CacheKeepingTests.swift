// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Media
import Settings
import Status
import TestSupport
import Testing

@testable import Pipeline

struct CacheKeepingTests {
  private let folder: TemporaryFolder
  private let store: Store

  init() throws {
    folder = try TemporaryFolder()
    let base = Path(folder.path)
    store = try Store(
      StorePlaces(
        state: base.joining("state"), cache: base.joining("cache"), second: base.joining("away")),
      sizes: CacheSizes(own: .bytes(1000)), owner: .current, clock: { 100 * 3_600_000 })
  }

  private func add(_ name: String, bytes: Int, encoder: Int = PieceMaker.encoderVersion) throws {
    let format = HouseFormat(canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))
    let piece = Piece(source: ContentKey(name), format: format, houseID: "", spans: [])
    try write(name, bytes: bytes)
    try store.cache.add(
      StoredPiece(
        piece: piece, file: PieceFile(name: name, byteCount: Int64(bytes), lastUsed: 0, worth: 1)),
      encoder: encoder)
  }

  private func write(_ name: String, bytes: Int) throws {
    try Data(count: bytes).write(to: URL(fileURLWithPath: store.pieceFolder.joining(name).display))
  }

  private func keep(_ kind: String, version: Int) throws {
    try store.cache.store(
      ["x"], for: MeasurementKey(content: ContentKey(kind), kind: kind, version: version))
  }

  @Test func `everything is counted, with what it may take, and what is away says so`() throws {
    try add("a.mp4", bytes: 300)
    try keep("music", version: Subject.music.version)
    let status = try CacheKeeping(store).status()
    #expect(status.path == folder.file("cache") && status.databaseBytes > 4096)
    #expect(status.measurements.map(\.name) == ["music"])
    #expect(status.pieces.count == 1 && status.pieces.bytes == 300 && status.pieces.limit == 1000)
    #expect(status.second?.absence?.contains("there is no such folder") == true)
  }

  @Test func `what nobody asks for is given up, and the least useful beyond the quota`()
    async throws
  {
    try add("a1.mp4", bytes: 600)
    try add("a2.mp4", bytes: 300)
    try add("a3.mp4", bytes: 500, encoder: PieceMaker.encoderVersion - 1)
    try write("abc.mp4", bytes: 50)
    try write("notes.txt", bytes: 5)
    try keep("music", version: Subject.music.version - 1)
    try keep("hardship", version: 1)
    let pruned = try await CacheKeeping(store).prune()
    #expect(pruned == CacheKeeping.Pruned(files: 2, bytes: 550, measurements: 1))
    #expect(
      pruned.sentence == "gave up 2 files (550 bytes) and 1 measurement of older versions")
    let names = try Directory.entries(store.pieceFolder).map {
      String(decoding: $0.name, as: UTF8.self)
    }
    #expect(names == ["a1.mp4", "a2.mp4", "notes.txt"])
    try add("a4.mp4", bytes: 400)
    #expect(try await CacheKeeping(store).prune().files == 1)
    #expect(try await CacheKeeping(store).prune().sentence == "nothing had to be given up")
  }
}
