// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Pipeline
import Settings
import Status
import Testing
import Watching

@testable import Daemon

struct FilmRecordTests {
  private static let name = ConfigName(file: Array("montage.yaml".utf8), montage: "montage")

  private func film(
    _ request: String = "a", missing: [String] = [], isInChange: Bool = false
  ) -> FilmLook {
    FilmLook(config: Self.name, isRequestInChange: isInChange, request: request, missing: missing)
  }

  private func project(footage: Int = 1, isInChange: Bool = false) -> ProjectLook {
    let found = ProjectFolder(path: "trip")
    return ProjectLook(
      path: "trip", project: Project(found, in: "/drop", problems: [], defaults: .none),
      isFootageInChange: isInChange, footage: footage)
  }

  private func running(_ request: String = "a", footage: Int = 1) -> FilmRecord.Running {
    FilmRecord.Running(
      request: request, footage: footage, isPreliminary: false, progress: FilmProgress(at: .zero),
      task: Task {})
  }

  @Test func `it is ready since all had settled, and no more when something moves`() {
    var record = FilmRecord(film(), footage: 1, at: .seconds(1))
    record.take(film(isInChange: true), of: project(), at: .seconds(1))
    #expect(record.readySince == nil)
    record.take(film(), of: project(isInChange: true), at: .seconds(2))
    #expect(record.readySince == nil)
    record.take(film(missing: ["a song"]), of: project(), at: .seconds(3))
    #expect(record.readySince == nil)
    record.take(film(), of: project(), at: .seconds(4))
    record.take(film(), of: project(), at: .seconds(5))
    #expect(record.readySince == .seconds(4))
    record.take(film(), of: project(isInChange: true), at: .seconds(6))
    #expect(record.readySince == nil)
  }

  @Test func `the changes of footage and of the request are told apart`() {
    var record = FilmRecord(film(), footage: 1, at: .seconds(1))
    record.take(film(), of: project(), at: .seconds(2))
    #expect(record.footageChanged == .seconds(1))
    #expect(record.requestChanged == .seconds(1))
    record.take(film(), of: project(footage: 2), at: .seconds(3))
    #expect(record.footageChanged == .seconds(3))
    #expect(record.requestChanged == .seconds(1))
    record.take(film("b"), of: project(footage: 2), at: .seconds(4))
    #expect(record.footageChanged == .seconds(3))
    #expect(record.requestChanged == .seconds(4))
    record.startQuiet(at: .seconds(9))
    #expect(record.footageChanged == .seconds(9))
  }

  @Test func `what came out is of what was asked for then`() {
    var record = FilmRecord(film("b"), footage: 2, at: .zero)
    record.finish(.done(isPreliminary: false))
    #expect(record.attempt == nil)
    record.isForced = true
    record.running = running("a", footage: 1)
    record.finish(.done(isPreliminary: true))
    #expect(
      record.attempt
        == MontageRule.Attempt(request: "a", footage: 1, result: .done(isPreliminary: true)))
    #expect(record.running == nil)
    #expect(!record.isForced)
  }

  @Test func `a film that was seen and is seen no more is gone, until it is made again`() {
    var record = FilmRecord(film(), footage: 1, at: .zero)
    var standing = film()
    standing.filmed = 7
    #expect(!record.hasFilm)
    record.running = running()
    record.finish(.done(isPreliminary: false))
    // Nobody has looked since.
    #expect(record.hasFilm)
    record.take(film(), of: project(), at: .seconds(1))
    #expect(record.hasFilm)
    record.take(standing, of: project(), at: .seconds(2))
    #expect(record.hasFilm)
    record.take(film(), of: project(), at: .seconds(3))
    #expect(!record.hasFilm)
    record.note(.wait(.done), at: 1)
    #expect(record.words.0 == .done)
    #expect(record.words.1?.contains("montagectl run-now") == true)
    record.running = running()
    record.finish(.done(isPreliminary: false))
    #expect(record.hasFilm && record.words.1 == nil)
    // The film of before stands there still when the next one fails.
    record.take(standing, of: project(), at: .seconds(4))
    record.running = running()
    record.finish(.failed(retryAt: nil), failure: "why")
    #expect(record.hasFilm)
  }

  @Test func `a failure is tried again after ever longer pauses, up to a quarter of an hour`() {
    var record = FilmRecord(film(), footage: 1, at: .zero)
    func pause(_ record: inout FilmRecord) -> Duration {
      record.running = running()
      let time = record.retry(after: .seconds(1000))
      record.finish(.failed(retryAt: time), failure: "the disk is full")
      return time - .seconds(1000)
    }
    let pauses = (0..<6).map { _ in pause(&record) }
    #expect(pauses == [60, 120, 240, 480, 900, 900].map { .seconds($0) })
    #expect(record.failure == "the disk is full")
    record.running = running()
    record.finish(.done(isPreliminary: false))
    #expect(record.failure == nil)
    #expect(pause(&record) == .seconds(60))
    _ = pause(&record)
    record.forget()
    #expect(record.attempt == nil)
    #expect(record.failure == nil)
    #expect(pause(&record) == .seconds(60))
  }

  @Test func `what may pass is tried at once when its cause may be gone, and nothing else is`() {
    func result(_ result: MontageRule.Attempt.Result) -> MontageRule.Attempt.Result? {
      var record = FilmRecord(film(), footage: 1, at: .zero)
      record.running = running()
      record.finish(result, failure: "why")
      record.retry()
      return record.attempt?.result
    }
    #expect(
      result(.failed(retryAt: .seconds(900), isPreliminary: true))
        == .failed(retryAt: .zero, isPreliminary: true))
    #expect(result(.failed(retryAt: nil)) == .failed(retryAt: nil))
    #expect(result(.done(isPreliminary: false)) == .done(isPreliminary: false))
  }

  @Test func `a decision is as old as it is the same`() {
    var record = FilmRecord(film(), footage: 1, at: .zero)
    record.note(.wait(.settling), at: 10)
    #expect(record.since == 10)
    record.note(.wait(.settling), at: 20)
    #expect(record.since == 10)
    record.note(.wait(.done), at: 30)
    #expect(record.since == 30)
  }

  @Test func `people are told what it waits for`() {
    var record = FilmRecord(film(), footage: 1, at: .zero)
    func words(_ decision: MontageRule.Decision) -> String {
      record.note(decision, at: 1)
      let (state, reason) = record.words
      return state.rawValue + (reason.map { ": " + $0 } ?? "")
    }
    #expect(
      words(.wait(.missing(["a song", "footage"]))) == "waiting: waiting for a song and footage")
    #expect(words(.wait(.settling)).hasPrefix("settling: "))
    #expect(words(.wait(.lull, until: .zero)).hasPrefix("settling: "))
    #expect(words(.make(isPreliminary: false)) == "analysing")
    #expect(words(.wait(.paused)) == "paused")
    #expect(words(.wait(.cancelled)).contains("montagectl run-now"))
    record.running = running()
    record.finish(.done(isPreliminary: false))
    #expect(words(.wait(.done)) == "done")
    #expect(words(.wait(.rerender)).hasPrefix("done: new footage"))
    #expect(words(.wait(.failed)) == "failed")
    record.running = running()
    record.finish(.failed(retryAt: nil), failure: "why")
    #expect(words(.wait(.failed)) == "failed: why")
  }

  @Test func `progress is told when a percent or the stage has changed`() {
    let progress = FilmProgress(at: .zero)
    #expect(progress.note(Progress(.encoding, share: 0.101, detail: ""), at: .seconds(10)))
    #expect(!progress.note(Progress(.encoding, share: 0.105, detail: ""), at: .seconds(11)))
    #expect(progress.note(Progress(.encoding, share: 0.25, detail: ""), at: .seconds(12)))
    #expect(progress.remaining(at: .seconds(20)) == 30)
    #expect(progress.note(Progress(.joining, share: 0.25, detail: ""), at: .seconds(20)))
    // The stage has just begun.
    #expect(progress.remaining(at: .seconds(20)) == nil)
  }
}
