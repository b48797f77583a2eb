// SPDX-License-Identifier: GPL-3.0-or-later

import Control
import Foundation
import Linux
import Logging
import Pipeline
import Settings
import Status
import Systemd
import TestSupport
import Testing
import Watching
import Workers

@testable import Daemon

/// Films are really made: a few seconds each, side by side they would only wait for each other.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SchedulerTests {
  @Test func `a film appears, and is made anew when its config changes, in the middle too`()
    async throws
  {
    let stage = try await DaemonStage()
    try stage.addTrip()
    try await stage.look()
    var states: Set<MontageStatus.State> = []
    let done = try await stage.status(until: { DaemonStage.montage($0)?.state == .done }) {
      if let state = DaemonStage.montage($0)?.state { states.insert(state) }
    }
    #expect(states.isSuperset(of: [.analysing, .rendering]))
    #expect(stage.drop.holds("trip/montages/montage.mp4"))
    let montage = try #require(DaemonStage.montage(done))
    #expect(montage.output == stage.path("trip/montages/montage.mp4"))
    #expect(!montage.isPreliminary)
    #expect(done.counters.filmsPublished == 1)
    #expect(done.counters.clipsMeasured == 2)
    #expect(done.folders.first?.clips.measured == 2)

    // No worker is let in, so that the next film cannot be done before the one after it is wanted.
    stage.workshop.pool.hold(true)
    try stage.drop.write(DaemonStage.config(seconds: 3), to: "trip/montage.yaml")
    try await stage.look()
    let second = await stage.scheduler.books[stage.drop.root]?.films[stage.film]?.running?.request
    #expect(second != nil)
    try stage.drop.write(DaemonStage.config(seconds: 5), to: "trip/montage.yaml")
    try await stage.look()
    stage.workshop.pool.hold(false)
    let last = try await stage.status { $0.counters.filmsPublished == 2 }
    #expect(DaemonStage.montage(last)?.state == .done)
    let record = await stage.scheduler.books[stage.drop.root]?.films[stage.film]
    #expect(record?.attempt?.request == record?.look.request)
    #expect(record?.attempt?.request != second)
    #expect(stage.sink.records.contains { $0.message == "trip/montage: cancelled" })
    try await explainEverything(stage)

    // Its owner does not want it any more.
    try stage.drop.remove("trip/montages/montage.mp4")
    try await stage.look()
    let gone = try #require(DaemonStage.montage(await stage.scheduler.status()))
    #expect(gone.state == .done && gone.output == nil)
    #expect(await stage.scheduler.status().counters.filmsPublished == 2)
    await stage.scheduler.stop()
    #expect(await stage.scheduler.status().state == .stopping)
  }

  @Test
  func `footage is encoded ahead when nothing else is to do, so that its film encodes nothing`()
    async throws
  {
    let stage = try await DaemonStage()
    try stage.drop.write("height: 180\n", to: "montaged.defaults.yaml")
    try stage.drop.add(SampleKit.clip(.clock), as: "trip/clock.mp4")
    try stage.drop.add(SampleKit.clip(.waves), as: "trip/waves.mp4")
    try await stage.look()
    try await stage.status { _ in
      stage.sink.records.contains { $0.message.contains("/trip: prepared ") }
    }
    try stage.addTrip(clips: [])
    try await stage.look()
    try await stage.status { $0.counters.filmsPublished == 1 }
    #expect(stage.sink.records.contains { $0.message.contains(", 0 of 120 frames encoded") })
    // Another format: its film comes from the originals, and what is encoded ahead follows it.
    try stage.drop.write(DaemonStage.small + "quality: archive\n", to: "trip/montage.yaml")
    try await stage.look()
    try await stage.status { $0.counters.filmsPublished == 2 }
    #expect(stage.sink.records.contains { $0.message.contains(", 120 of 120 frames encoded") })
    try await stage.status { _ in
      stage.sink.records.count { $0.message.contains("/trip: prepared ") } == 2
    }
    await stage.scheduler.stop()
  }

  @Test func `a second cache folder that is away is told of once, and when it is back`()
    async throws
  {
    let stage = try await DaemonStage(second: "big")
    func told(_ words: String) -> Int {
      stage.sink.records.count { $0.message.contains(words) }
    }
    try await stage.look()
    let away = try await stage.status { _ in told("big is away: ") > 0 }
    #expect(away.secondCacheAbsence?.contains("there is no such folder") == true)
    #expect(told("big is away: ") == 1)
    try FileManager.default.createDirectory(
      atPath: stage.drop.folder.file("big"), withIntermediateDirectories: false)
    try await stage.look()
    let back = try await stage.status { _ in told("big is there again") > 0 }
    #expect(back.secondCacheAbsence == nil)
    #expect(told("big is away: ") == 1)
    #expect(told("big is there again") == 1)
    await stage.scheduler.stop()
  }

  /// Of a folder with a film, two clips and a song.
  private func explainEverything(_ stage: DaemonStage) async throws {
    try stage.drop.write("x", to: "alone/c.mp4")
    try stage.drop.write("x", to: "trip/notes~")
    try await stage.look()
    let expected: [(String, String, String)] = [
      ("", "folder", "watching"), ("trip", "project", "done"),
      ("trip/montage.yaml", "montage", "done"), ("trip/montages/montage.mp4", "montage", "done"),
      ("trip/clock.mp4", "file", "measured"), ("trip/song.wav", "file", "music"),
      ("alone", "project", "waiting"), ("trip/gone.mp4", "file", "unknown"),
      ("trip/notes~", "file", "ignored"),
    ]
    for (path, kind, state) in expected {
      let answer = try await stage.explain(stage.path(path))
      #expect([answer.kind, answer.state] == [kind, state], "\(path): \(answer.reason)")
      #expect(!answer.reason.isEmpty)
    }
    let outside = try await stage.explain("/elsewhere/clip.mp4")
    #expect(outside.state == "unknown")
    #expect(outside.remedy?.contains(stage.drop.root.display) == true)
  }

  @Test func `a paused, then cancelled film is made when somebody wants it now`() async throws {
    let stage = try await DaemonStage()
    try stage.addTrip()
    let pause = ControlRequest.Pause(folder: nil, isImmediate: false, seconds: nil)
    #expect(try await stage.ask(.pause(pause)) == 1)
    try await stage.look()
    let paused = await stage.scheduler.status()
    #expect(paused.state == .paused)
    #expect(DaemonStage.montage(paused)?.state == .paused)
    #expect(paused.jobs.isEmpty)

    #expect(try await stage.ask(.cancel(path: stage.path("trip"))) == 1)
    #expect(try await stage.ask(.resume(folder: nil)) == 1)
    try await stage.film(becomes: .cancelled)
    let explained = try await stage.explain(stage.path("trip/montage.yaml"))
    #expect(explained.state == "cancelled")
    #expect(explained.reason.contains("run-now"))
    // Its clips are measured all the same.
    try await stage.status { $0.folders.first?.clips.measured == 2 }
    #expect(await stage.scheduler.status().counters.filmsPublished == 0)

    #expect(try await stage.ask(.runNow(path: stage.path("trip/montage.yaml"))) == 1)
    try await stage.film(becomes: .done)
    #expect(stage.drop.holds("trip/montages/montage.mp4"))
    await stage.scheduler.stop()
  }

  @Test func `a running film that is cancelled ends`() async throws {
    let stage = try await DaemonStage()
    try stage.addTrip(clips: [.clock], song: false)
    try await stage.look()
    try await stage.status { $0.folders.first?.clips.measured == 1 }
    // The film begins, and waits for a worker that listens to its song.
    stage.workshop.pool.hold(true)
    try stage.addSong()
    try await stage.look()
    #expect(await stage.isRunning)
    #expect(try await stage.ask(.cancel(path: stage.path("trip"))) == 1)
    try await stage.film(becomes: .cancelled)
    #expect(await !stage.isRunning)
    await stage.scheduler.stop()
  }

  @Test func `a rejected clip is tried again when somebody asks`() async throws {
    let stage = try await DaemonStage()
    try stage.addTrip(clips: [.clock], song: false)
    try stage.drop.write(String(repeating: "no footage ", count: 1000), to: "trip/bad.mp4")
    func complaints() -> Int {
      stage.sink.records.count { $0.level == .warning && $0.message.hasPrefix("trip/bad.mp4: ") }
    }
    try await stage.look()
    try await stage.status { _ in complaints() == 1 }
    let answer = try await stage.explain(stage.path("trip/bad.mp4"))
    #expect(answer.state == "damaged")
    #expect(answer.remedy != nil)
    let status = try await stage.status { $0.folders.first?.clips.measured == 1 }
    #expect(status.folders.first?.clips.unusable == 1)
    #expect(status.folders.first?.files.map(\.path) == ["trip/bad.mp4"])
    #expect(DaemonStage.montage(status)?.reason == "waiting for a song")
    // Only what had failed is tried again, once.
    #expect(try await stage.ask(.retry(path: stage.path("trip"))) == 1)
    try await stage.status { _ in complaints() == 2 }
    #expect(try await stage.ask(.retry(path: stage.path("trip/clock.mp4"))) == 0)
    await stage.scheduler.stop()
  }

  @Test func `a copy that broke off is on the page, and in the journal once no film waits for it`()
    async throws
  {
    let stage = try await DaemonStage()
    try stage.addTrip(clips: [.clock], song: false)
    let torn = Path("trip/clock.mp4")
    func look(isGivenUp: Bool) async throws {
      var view = try stage.drop.view()
      view.unsettled[torn] = FolderView.Unsettled(
        reason: .incomplete(percent: 40), since: .zero, isGivenUp: isGivenUp)
      try await stage.look(view)
    }
    func records() -> [LogRecord] {
      stage.sink.records.filter {
        $0.fields["MESSAGE_ID"] == JournalEvent.clipUnfinished.rawValue
      }
    }
    try await look(isGivenUp: false)
    let line = await stage.scheduler.status().folders.first?.files.first
    #expect(line?.path == "trip/clock.mp4")
    #expect(line?.state == .incomplete)
    #expect(records().isEmpty)
    for _ in 1...2 { try await look(isGivenUp: true) }
    #expect(records().map(\.message).count == 1)
    #expect(records().first?.message.contains("only 40 %") == true)
    #expect(records().first?.fields["clip"] == stage.path("trip/clock.mp4"))
    await stage.scheduler.stop()
  }

  @Test func `a failed film is made again when somebody asks`() async throws {
    let stage = try await DaemonStage()
    try stage.addTrip(clips: [.clock])
    try stage.drop.write("seed: many\n", to: "trip/montage.yaml")
    try await stage.look()
    let failed = try await stage.film(becomes: .failed)
    #expect(failed.reason?.contains("montage.yaml") == true)
    #expect(try await stage.ask(.retry(path: stage.path("trip"))) == 1)
    try await stage.status { $0.counters.filmsFailed == 2 }
    await stage.scheduler.stop()
  }

  @Test func `a pause of one folder and a cancellation outlast the daemon`() async throws {
    let stage = try await DaemonStage()
    try stage.addTrip()
    let pause = ControlRequest.Pause(
      folder: stage.drop.root.display, isImmediate: true, seconds: 3600)
    #expect(try await stage.ask(.pause(pause)) == 1)
    try await stage.look()
    #expect(try await stage.ask(.cancel(path: stage.path("trip/montage.yaml"))) == 1)
    await stage.scheduler.stop()

    let other = await stage.another()
    try await stage.look(other)
    let status = await other.status()
    #expect(status.folders.first?.state == .paused)
    #expect(status.folders.first?.pausedBy == .command)
    #expect(status.folders.first?.pausedUntil != nil)
    #expect(DaemonStage.montage(status)?.state == .paused)
    let record = await other.books[stage.drop.root]?.films[stage.film]
    #expect(record?.cancelled == record?.look.request)
    await other.stop()
  }

  @Test func `what lies in no drop folder cannot be changed`() async throws {
    let stage = try await DaemonStage()
    try await stage.look()
    let pause = ControlRequest.Pause(folder: "/elsewhere", isImmediate: false, seconds: nil)
    let requests: [ControlRequest] = [
      .retry(path: "/elsewhere/a.mp4"), .cancel(path: "/elsewhere"), .runNow(path: "/elsewhere"),
      .pause(pause), .resume(folder: "/elsewhere"), .list(folder: "/elsewhere"),
      .cancel(path: stage.path("nothing")),
    ]
    for request in requests {
      await #expect(throws: ControlError.self, "\(request)") {
        try await stage.scheduler.answer(request)
      }
    }
    await stage.scheduler.stop()
  }

  @Test func `every clip is listed, of all folders or of one`() async throws {
    let stage = try await DaemonStage()
    let pause = ControlRequest.Pause(folder: nil, isImmediate: false, seconds: nil)
    _ = try await stage.ask(.pause(pause))
    for path in ["trip/b.mp4", "trip/a.mp4", "alone/c.mp4", "trip/notes.txt"] {
      try stage.drop.write("x", to: path)
    }
    try await stage.look()
    func list(_ folder: String?) async throws -> [String] {
      guard case .files(let lines) = try await stage.scheduler.answer(.list(folder: folder)) else {
        return ["?"]
      }
      #expect(lines.allSatisfy { $0.state == .waiting })
      return lines.map(\.path)
    }
    let all = ["alone/c.mp4", "trip/a.mp4", "trip/b.mp4"].map(stage.path)
    #expect(try await list(nil) == all)
    #expect(try await list(stage.drop.root.display) == all)
    #expect(try await list(stage.path("trip")) == Array(all.dropFirst()))
    await stage.scheduler.stop()
  }

  @Test func `a running film ends when its project is gone, and is made when it is back`()
    async throws
  {
    let stage = try await DaemonStage()
    try stage.addTrip(clips: [.clock], song: false)
    try await stage.look()
    try await stage.status { $0.folders.first?.clips.measured == 1 }
    stage.workshop.pool.hold(true)
    try stage.addSong()
    try await stage.look()
    #expect(await stage.isRunning)
    try stage.drop.remove("trip/montage.yaml")
    try await stage.look()
    #expect(await stage.scheduler.books[stage.drop.root]?.films.isEmpty == true)
    try stage.drop.write(DaemonStage.small, to: "trip/montage.yaml")
    try await stage.look()
    stage.workshop.pool.hold(false)
    try await stage.film(becomes: .done)
    #expect(await stage.scheduler.status().counters.filmsPublished == 1)
    await stage.scheduler.stop()
  }

  @Test func `clips and songs below a PAUSE are left alone, and go on when it is gone`()
    async throws
  {
    let stage = try await DaemonStage()
    try stage.drop.add(SampleKit.clip(.clock), as: "trip/day/clock.mp4")
    try stage.drop.add(SampleKit.song(), as: "trip/day/song.wav")
    try stage.drop.write("", to: "trip/day/montage.yaml")
    var view = try stage.drop.view()
    view.paused = ["trip/day"]
    try await stage.look(view)
    #expect(await stage.scheduler.tasks.isEmpty)
    #expect(await stage.scheduler.books[stage.drop.root]?.inWork.isEmpty == true)
    view.paused = []
    try await stage.look(view)
    try await stage.status { $0.folders.first?.clips.measured == 1 }
    await stage.scheduler.stop()
  }

  @Test func `a folder that is away, or no longer watched, is told of as such`() async throws {
    let stage = try await DaemonStage()
    #expect(await stage.scheduler.status().state == .starting)
    var away = FolderView(root: stage.drop.root)
    away.presence = .offline(reason: "not mounted")
    await stage.scheduler.take(FolderLook(view: away))
    let status = await stage.scheduler.status()
    #expect(status.state == .idle)
    #expect(status.folders.first?.state == .offline)
    #expect(try await stage.explain(stage.drop.root.display).state == "offline")
    await stage.scheduler.drop(stage.drop.root)
    #expect(await stage.scheduler.status().folders.isEmpty)
    await stage.scheduler.stop()
  }
}
