// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Settings
import TestSupport
import Testing

@testable import Pipeline

@Suite(.serialized, .timeLimit(.minutes(5)))
struct StorePiecesTests {
  @Test func `a film is made of pieces in the second place, and without them while it is away`()
    async throws
  {
    let room = try Workroom(
      clips: [.clock, .waves], song: Workroom.song(), config: "height: 180\nduration: 4\n",
      isMeasured: true)
    let big = room.tree.folder.file("big")
    let files = FileManager.default
    try files.createDirectory(atPath: big, withIntermediateDirectories: false)
    var places = room.workshop.store.places
    places.second = Path(big)
    // The cache itself has room for nothing.
    let workshop = try Workshop(places, sizes: CacheSizes(own: .bytes(0)))
    let prepared = try await Preparing(workshop).prepare(FootageSet(folder: room.folder))
    #expect(prepared.encoded > 90 && prepared.withoutRoom == 0)
    #expect(try workshop.store.cache.pieceNames().isEmpty)
    let names = room.tree.names("big/pieces")
    #expect(!names.isEmpty)

    func film() async throws -> MontageResult {
      let outcome = try await MontageMaker(workshop).makeAll(of: room.project())
      return try #require(outcome.made.first)
    }
    #expect(try await film().encodedFrames == 0)
    try files.moveItem(atPath: big, toPath: big + ".away")
    let without = try await film()
    #expect(without.encodedFrames == without.frames)
    #expect(workshop.store.second?.absence != nil)
    #expect(!files.fileExists(atPath: big))
    try files.moveItem(atPath: big + ".away", toPath: big)
    #expect(room.tree.names("big/pieces") == names, "none was forgotten")
    let back = try Workshop(places)
    for name in names { #expect(try back.store.cache.pieceFile(String(name)) != nil) }
    try await workshop.tidy()
    #expect(workshop.store.second?.absence == nil)
    #expect(try await film().encodedFrames == 0)
  }
}
