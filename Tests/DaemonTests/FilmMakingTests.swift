// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Pipeline
import Settings
import TestSupport
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(5)))
struct FilmMakingTests {
  @Test func `only causes outside the project may pass by themselves`() {
    let passing: [MontageFailure.Kind] = [.output, .permission, .storage, .temporary]
    let lasting: [MontageFailure.Kind] = [.configuration, .input, .missing, .cancelled, .fault]
    #expect(passing.allSatisfy { $0.mayPass })
    #expect(!lasting.contains { $0.mayPass })
  }

  @Test
  func `a film that cannot be made comes back with its reason, and the first is not made twice`()
    async throws
  {
    let stage = try await DaemonStage(start: false)
    try stage.addTrip(clips: [.clock])
    func make(isFirst: Bool, request: String = "a") async throws -> FilmMaking.Outcome {
      let project = try Project(folder: stage.drop.root.joining("trip"))
      let order = FilmOrder(
        film: stage.film, config: try #require(project.configs.first), project: project,
        request: request, isPreliminary: false, isFirst: isFirst)
      return await FilmMaking(order: order, workshop: stage.workshop) { _ in }.run()
    }
    guard case .published(let films) = try await make(isFirst: true), let film = films.first else {
      Issue.record("not published")
      return
    }
    #expect(film.output == stage.drop.root.joining("trip/montages/montage.mp4"))
    guard case .upToDate = try await make(isFirst: false) else {
      Issue.record("made twice")
      return
    }
    // As after a restart, with more footage than before.
    try stage.drop.add(SampleKit.clip(.waves), as: "trip/waves.mp4")
    guard case .outdated = try await make(isFirst: true) else {
      Issue.record("made without its hour")
      return
    }
    try stage.drop.write("seed: many\n", to: "trip/montage.yaml")
    guard case .failed(let failure) = try await make(isFirst: true) else {
      Issue.record("made by a config with a mistake")
      return
    }
    #expect(failure.kind == .configuration)
  }
}
