// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Pipeline
import TestSupport
import Testing
import Watching
import Workers

@testable import Daemon

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ClipLookTests {
  private func look(
    _ stage: DaemonStage, at file: ScannedFile, isCoarse: Bool = false
  ) -> ClipLook {
    ClipLook(
      folder: stage.drop.root,
      step: Agenda.ClipStep(file: file, isCoarse: isCoarse, isAwaited: false),
      workshop: stage.workshop)
  }

  private func clip(_ stage: DaemonStage) throws -> ScannedFile {
    try #require(try stage.drop.view().files.first { $0.kind == .footage })
  }

  @Test func `a coarse look is told from a full one`() async throws {
    let stage = try await DaemonStage(start: false)
    try stage.addTrip(clips: [.clock], song: false)
    let file = try clip(stage)
    let coarse = await look(stage, at: file, isCoarse: true).run()
    #expect(coarse.state == .seen)
    #expect(coarse.duration > .zero)
    #expect(await look(stage, at: file).run().state == .measured)
  }

  @Test func `what is no footage is rejected`() async throws {
    let stage = try await DaemonStage(start: false)
    try stage.drop.write(String(repeating: "no footage ", count: 1000), to: "trip/bad.mp4")
    guard case .rejected = await look(stage, at: try clip(stage)).run().state else {
      Issue.record("not rejected")
      return
    }
  }

  @Test func `a clip that has changed since it was found is not tried again at once`() async throws
  {
    let stage = try await DaemonStage(start: false)
    try stage.addTrip(clips: [.clock], song: false)
    let file = try clip(stage)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
      ofItemAtPath: stage.path("trip/clock.mp4"))
    let outcome = await look(stage, at: file).run()
    guard case .waiting(let time, _) = outcome.state else {
      Issue.record("\(String(describing: outcome.state))")
      return
    }
    #expect(time > .now)
  }

  @Test func `nothing comes of a look that is cancelled`() async throws {
    let stage = try await DaemonStage(start: false)
    try stage.addTrip(clips: [.clock], song: false)
    stage.workshop.pool.hold(true)
    let look = look(stage, at: try clip(stage))
    let task = Task { await look.run() }
    task.cancel()
    #expect(await task.value.state == nil)
  }
}
