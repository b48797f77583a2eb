// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Media
import Planning
import Synchronization
import TestSupport
import Testing
import Workers

@testable import Pipeline

/// A small canvas: what is asked here does not depend on pixels.
private let small = "height: 180\nduration: 6\n"

/// A cache that is taken away, pieces of another encoder, no encoder at all: the film comes, or a sentence says why not.
@Suite(.serialized)
struct BadStoreTests {
  private func studio(_ config: String? = small) throws -> Workroom {
    try Workroom(
      clips: [.clock, .waves], song: Workroom.song(), config: config, isMeasured: true)
  }

  private func make(_ studio: Workroom) async throws -> MontageMaker.Outcome {
    try await MontageMaker(studio.workshop).makeAll(of: studio.project())
  }

  @Test(arguments: [Progress.Stage.analysing, .encoding, .joining])
  func `a cache that is taken away while a film is made is begun anew, and the film comes`(
    stage: Pipeline.Progress.Stage
  ) async throws {
    let studio = try studio()
    let isDone = Atomic(false)
    let cache = studio.tree.folder.file("cache")
    let maker = MontageMaker(studio.workshop) { progress in
      guard progress.stage == stage, !isDone.exchange(true, ordering: .relaxed) else { return }
      try? FileManager.default.removeItem(atPath: cache)
    }
    let outcome = try await maker.makeAll(of: studio.project())
    #expect(outcome.failed.map(\.failure.sentence) == [])
    #expect(outcome.made.first?.frames == 180)
    let wasTaken = isDone.load(ordering: .relaxed)
    #expect(wasTaken)
    // What was encoded stands in the new cache, unless it was in use when it was taken away.
    let again = try await make(studio).made.first?.encodedFrames
    #expect(again == (stage == .joining ? 180 : 0))
  }

  @Test func `a missing encoder is a sentence with the packages, and no file is blamed`()
    async throws
  {
    let studio = try studio()
    let script = """
      #!/bin/bash
      if [ -e /proc/self/fd/4 ]; then
        read -r order
        echo '{"failure":{"reason":"notInstalled","detail":"avcodec_open2(libx264): Encoder not found"}}'
        exit 0
      fi
      exec \(try WorkerProgram.locate().display)
      """
    let workshop = try studio.workshop(running: script)
    let outcome = try await MontageMaker(workshop).makeAll(of: studio.project())
    let failure = try #require(outcome.failed.first?.failure)
    #expect(
      failure
        == MontageFailure(
          .temporary,
          "montage-worker: an encoder or a library is missing, or does not start"
            + " (avcodec_open2(libx264): Encoder not found);"
            + " install libavcodec59 and libx264-164 again"))
    #expect(studio.tree.text("project/montages/montage.failed.txt") == failure.sentence + "\n")
    // One that does not start at all is told before anything is measured.
    let dead = try studio.workshop(running: "#!/bin/sh\nexit 127\n", named: "dead")
    try studio.tree.remove("cache")
    let told = try await MontageMaker(dead).makeAll(of: studio.project())
    #expect(
      told.failed.first?.failure.sentence.hasPrefix("montage-worker: an encoder or a") == true)
  }

  /// What an upgrade of x264 does to the pieces that are there.
  private func age(_ studio: Workroom, _ source: String?, _ format: HouseFormat) throws -> Int {
    let cache = studio.workshop.store.cache
    var aged = 0
    for name in ["clock.mp4", "waves.mp4"] where source == nil || name == source {
      let content = try studio.measuring.contentKey(of: studio.open(name))
      for var stored in try cache.pieces(
        of: content, format: format, encoder: PieceMaker.encoderVersion)
      {
        let path = "cache/pieces/" + stored.file.name
        var bytes = try Data(contentsOf: URL(fileURLWithPath: studio.tree.folder.file(path)))
        // The level in the parameter sets: version, profile, constraints, level.
        let sets = try #require(bytes.range(of: Data("avcC".utf8)))
        let set = try #require(bytes.range(of: Data([0x67]), in: sets.upperBound..<bytes.count))
        bytes[set.lowerBound + 3] ^= 1
        try studio.tree.write(bytes, to: path)
        stored.piece.houseID = "older"
        try cache.removePiece(file: stored.file.name)
        try cache.add(stored, encoder: PieceMaker.encoderVersion)
        aged += 1
      }
    }
    return aged
  }

  @Test(arguments: [nil, "clock.mp4", "waves.mp4"], [true, false])
  func
    `pieces of an older encoder are made anew, the rest is copied, and preparations are forgotten`(
      aged: String?, isNewProcess: Bool
    ) async throws
  {
    let studio = try studio()
    let first = try #require(try await make(studio).made.first)
    let cache = studio.workshop.store.cache
    try cache.notePreparation(of: [1], as: "done")
    #expect(try age(studio, aged, first.draft.format) > 0)
    let workshop =
      try isNewProcess
      ? Workshop(store: Store(studio.workshop.store.places), pool: studio.workshop.pool)
      : studio.workshop
    let outcome = try await MontageMaker(workshop).makeAll(of: studio.project())
    let made = try #require(outcome.made.first)
    #expect(made.frames == 180 && made.encodedFrames > 0)
    // Who has not heard of the encoder yet may guess wrong, and encode more than it had to.
    #expect(aged == nil || isNewProcess || made.copiedFrames > 0)
    #expect(try cache.preparation(of: [1]) == nil)
    #expect(workshop.store.preparationsForgotten > 0)
    for name in ["clock.mp4", "waves.mp4"] {
      let content = try studio.measuring.contentKey(of: studio.open(name))
      let ids = try cache.pieces(
        of: content, format: first.draft.format, encoder: PieceMaker.encoderVersion
      ).map(\.piece.houseID)
      #expect(!ids.isEmpty && !ids.contains("older"))
    }
    #expect(
      studio.tree.names("cache/pieces").count { $0.hasSuffix(".mp4") }
        == (try cache.pieceNames()).count)
    let again = try await MontageMaker(workshop).makeAll(of: studio.project())
    #expect(again.made.first?.encodedFrames == 0)
  }
}
