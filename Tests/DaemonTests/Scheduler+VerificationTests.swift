// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Logging
import Pipeline
import Status
import Systemd
import TestSupport
import Testing
import Workers

@testable import Daemon

@Suite(.serialized, .timeLimit(.minutes(5)))
struct SchedulerVerificationTests {
  /// With a film that was made before the daemon starts, as often as told.
  private func stage(films: Int) async throws -> DaemonStage {
    let stage = try await DaemonStage(start: false)
    try stage.addTrip()
    for _ in 0..<films {
      let project = try Project(folder: stage.drop.root.joining("trip"))
      _ = try await MontageMaker(stage.workshop).make(
        project, try #require(project.configs.first), .init())
    }
    return stage
  }

  /// Marks the film that was published last.
  private func note(faults: String, of stage: DaemonStage) throws {
    let ledger = stage.workshop.store.ledger
    let last = try ledger.lastDone(project: stage.drop.root.joining("trip").bytes, name: "montage")
    try ledger.verify(try #require(last).id, faults: faults)
  }

  private func isVerified(_ status: ServiceStatus) -> Bool? {
    DaemonStage.montage(status)?.isVerified
  }

  private func complaints(_ stage: DaemonStage) -> [LogRecord] {
    stage.sink.records.filter { $0.fields["MESSAGE_ID"] == JournalEvent.filmFaulty.rawValue }
  }

  @Test func `a published film is verified when all else is done, once`() async throws {
    let stage = try await DaemonStage()
    try stage.addTrip()
    try await stage.look()
    let status = try await stage.status { isVerified($0) == true }
    #expect(status.counters.filmsPublished == 1)
    let words = "trip/montage: verified, every frame decodes"
    #expect(stage.sink.records.count { $0.message == words } == 1)
    let reason = try await stage.explain(stage.path("trip/montages/montage.mp4")).reason
    #expect(reason.contains("finished and verified"))
    await stage.scheduler.stop()

    // The ledger knows it after a restart: no worker is needed, and none is let in.
    stage.workshop.pool.hold(true)
    let other = await stage.another()
    try await stage.look(other)
    let changes = await other.changes.stream()
    if isVerified(await other.status()) != true {
      for await _ in changes where isVerified(await other.status()) == true { break }
    }
    #expect(await other.status().counters.filmsPublished == 0)
    #expect(stage.sink.records.count { $0.message == words } == 1)
    await other.stop()
    #expect(complaints(stage).isEmpty)
  }

  @Test func `a damaged film is told of and made again from the footage`() async throws {
    let stage = try await stage(films: 1)
    let film = URL(fileURLWithPath: stage.path("trip/montages/montage.mp4"))
    let handle = try FileHandle(forWritingTo: film)
    try handle.seek(toOffset: handle.seekToEnd() * 6 / 10)
    try handle.write(contentsOf: Data(repeating: 0xff, count: 3_000))
    try handle.close()
    // The report is younger than its film, as ever.
    let report = stage.path("trip/montages/montage.html")
    try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: report)
    await stage.scheduler.start()
    try await stage.look()
    let status = try await stage.status { isVerified($0) == true }
    #expect(status.counters.filmsPublished == 1)
    #expect(complaints(stage).map(\.level) == [.error])
    #expect(complaints(stage).first?.message.hasSuffix("; it is made again") == true)
    #expect(stage.sink.records.contains { $0.message.contains("120 of 120 frames encoded") })
    #expect(try Judge.complaints(about: film.path) == "")
    await stage.scheduler.stop()
  }

  @Test func `what was found faulty before a stop is made again after it`() async throws {
    let stage = try await stage(films: 1)
    try note(faults: "it does not decode", of: stage)
    await stage.scheduler.start()
    try await stage.look()
    let status = try await stage.status { isVerified($0) == true }
    #expect(status.counters.filmsPublished == 1)
    await stage.scheduler.stop()
  }

  @Test func `a film that is faulty twice is not made a third time`() async throws {
    let stage = try await stage(films: 1)
    try note(faults: "it does not decode", of: stage)
    let project = try Project(folder: stage.drop.root.joining("trip"))
    _ = try await MontageMaker(stage.workshop).make(
      project, try #require(project.configs.first), .init())
    try note(faults: "it does not decode", of: stage)
    await stage.scheduler.start()
    try await stage.look()
    let status = try await stage.status { isVerified($0) == false && $0.state == .idle }
    #expect(status.counters.filmsPublished == 0)
    #expect(await stage.scheduler.tasks.isEmpty)
    await stage.scheduler.stop()
  }

  @Test func `it makes way for a clip, and comes back`() async throws {
    let stage = try await stage(films: 1)
    // The verification waits for a worker for as long as none is let in.
    stage.workshop.pool.hold(true)
    await stage.scheduler.start()
    try await stage.look()
    let work = Scheduler.Work.verification(stage.film)
    try await wait(stage) { $0[work] != nil }
    try stage.drop.add(SampleKit.clip(.fractal), as: "trip/fractal.mp4")
    try await stage.look()
    try await wait(stage) { $0[work] == nil && !$0.isEmpty }
    #expect(isVerified(await stage.scheduler.status()) == nil)
    stage.workshop.pool.hold(false)
    try await stage.status { isVerified($0) == true }
    #expect(await stage.scheduler.status().folders.first?.clips.measured == 3)
    await stage.scheduler.stop()
  }

  /// Until the scheduler's tasks are as wanted.
  private func wait(
    _ stage: DaemonStage, until isMet: ([Scheduler.Work: Task<Void, Never>]) -> Bool
  ) async throws {
    let changes = await stage.scheduler.changes.stream()
    if isMet(await stage.scheduler.tasks) { return }
    for await _ in changes where isMet(await stage.scheduler.tasks) { return }
  }
}
