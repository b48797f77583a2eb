// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Settings
import TestSupport
import Testing
import Workers

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

  @Test func `a film whose pieces go away while they are joined is made all the same`() async throws
  {
    let room = try Workroom(
      clips: [.clock, .waves], song: Workroom.song(), config: "height: 180\nduration: 4\n",
      isMeasured: true)
    let big = room.tree.folder.file("big")
    try FileManager.default.createDirectory(atPath: big, withIntermediateDirectories: false)
    var places = room.workshop.store.places
    places.second = Path(big)
    let workshop = try Workshop(places, sizes: CacheSizes(own: .bytes(0)))
    _ = try await Preparing(workshop).prepare(FootageSet(folder: room.folder))
    let names = room.tree.names("big/pieces")
    // The worker that joins them takes the disk away, and dies as if it could not read.
    let script = """
      #!/bin/sh
      case $(readlink /proc/self/fd/3) in
      */big/pieces/*) mv '\(big)' '\(big).away'; kill -9 $$ ;;
      esac
      exec \(try WorkerProgram.locate().display) "$@"
      """
    try room.tree.write(script, to: "worker")
    let program = room.tree.folder.file("worker")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
    let unlucky = Workshop(
      store: workshop.store, pool: WorkerPool(executable: Path(program), width: 2))
    let outcome = try await MontageMaker(unlucky).makeAll(of: room.project())
    let made = try #require(outcome.made.first)
    #expect(made.encodedFrames == made.frames)
    #expect(room.tree.names("big.away/pieces") == names)
    for name in names { #expect(try workshop.store.cache.pieceFile(name) != nil) }
  }
}
