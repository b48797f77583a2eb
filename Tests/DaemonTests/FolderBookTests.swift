// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Pipeline
import Settings
import Status
import Testing
import Watching

@testable import Daemon

struct FolderBookTests {
  private let drop: Drop
  private static let now: Duration = .seconds(10_000)
  private static let time: Int64 = 1_000_000
  /// Bytes a second; a minute of work is the limit between full and coarse looks.
  private static let rate = 1e6
  private static let small: UInt64 = 1 << 20
  private static let large: UInt64 = 100_000_000

  init() throws { drop = try Drop() }

  private struct Clip {
    var path: String
    var state = ClipBook.State.unseen
    var bytes = FolderBookTests.small
  }

  /// A look at `clips` and at projects that lack nothing, each with one film.
  private func look(
    _ clips: [Clip], projects: [Path] = ["trip"], footage: Int = 1
  ) throws -> FolderLook {
    var look = FolderLook(view: FolderView(root: drop.root))
    for clip in clips.sorted(by: { $0.path < $1.path }) {
      let file = try drop.file(clip.path, bytes: clip.bytes)
      look.view.files.append(file)
      look.news[file.path] = ClipBook.Note(state: clip.state, file: file, since: 1)
    }
    look.projects = projects.map { path in
      let project = Project(
        ProjectFolder(path: path), in: drop.root, problems: [], defaults: .none)
      let config = ConfigName(file: Array("montage.yaml".utf8), montage: "montage")
      return ProjectLook(
        path: path, project: project, films: [FilmLook(config: config, request: "a")],
        footage: footage)
    }
    for (index, path) in projects.enumerated() {
      look.projects[index].clipCount = look.footage.count { $0.path.isInside(path) }
    }
    return look
  }

  /// What is known after a look that was taken a minute ago.
  private func book(_ look: FolderLook) -> FolderBook {
    var book = FolderBook(root: drop.root)
    _ = book.take(look, at: Self.now - .seconds(60), time: Self.time - 60_000)
    return book
  }

  private func agenda(_ book: FolderBook, _ hold: Hold = Hold()) -> Agenda {
    var book = book
    return book.agenda(hold, rate: Self.rate, at: Self.now, time: Self.time)
  }

  private func film(_ project: Path = "trip") -> FilmID {
    FilmID(folder: drop.root, project: project, name: "montage")
  }

  private func finish(
    _ book: inout FolderBook, _ result: MontageRule.Attempt.Result, footage: Int = 1
  ) {
    book.films[film()]?.running = FilmRecord.Running(
      request: "a", footage: footage, isPreliminary: false, progress: FilmProgress(at: .zero),
      task: Task {})
    book.films[film()]?.finish(result)
  }

  /// `path` with ` coarse` or ` awaited` where a look is that.
  private func words(_ agenda: Agenda) -> [String] {
    agenda.clips.map {
      $0.path.display + ($0.isCoarse ? " coarse" : "") + ($0.isAwaited ? " awaited" : "")
    }
  }

  // MARK: - Films

  @Test func `a film is made when all its clips are measured or of no use`() throws {
    let states: [ClipBook.State] = [.measured, .rejected("bad"), .quarantined("worse")]
    let clips = states.enumerated().map { Clip(path: "trip/\($0).mp4", state: $1) }
    let agenda = agenda(book(try look(clips)))
    #expect(agenda.films == [Agenda.FilmStep(film: film(), isPreliminary: false)])
    #expect(agenda.clips.isEmpty)
  }

  @Test func `where others are let in, what failed is tried again at once`() throws {
    var look = try look([Clip(path: "trip/a.mp4", state: .measured)])
    var book = book(look)
    finish(&book, .failed(retryAt: Self.now + .seconds(900)))
    #expect(agenda(book).films.isEmpty)
    look.view.grants += 1
    _ = book.take(look, at: Self.now, time: Self.time)
    #expect(agenda(book).films.map(\.film) == [film()])
  }

  @Test func `a film that is being made is not made twice`() throws {
    var book = book(try look([Clip(path: "trip/a.mp4", state: .measured)]))
    book.films[film()]?.running = FilmRecord.Running(
      request: "a", footage: 1, isPreliminary: false, progress: FilmProgress(at: .zero),
      task: Task {})
    #expect(agenda(book).films.isEmpty)
  }

  @Test func `a film of coarse looks is made while the full ones go on`() throws {
    let clips = [
      Clip(path: "trip/a.mp4", state: .seen, bytes: Self.large),
      Clip(path: "trip/b.mp4", state: .measured),
    ]
    let agenda = agenda(book(try look(clips)))
    #expect(agenda.films == [Agenda.FilmStep(film: film(), isPreliminary: true)])
    #expect(words(agenda) == ["trip/a.mp4 awaited"])
  }

  @Test func `films that are gone are answered, with what was known of them`() throws {
    let clips = [Clip(path: "trip/a.mp4"), Clip(path: "other/a.mp4")]
    var book = book(try look(clips, projects: ["other", "trip"]))
    finish(&book, .done(isPreliminary: false))
    let gone = book.take(try look(clips, projects: ["other"]), at: Self.now, time: Self.time)
    #expect(Array(gone.keys) == [film()])
    #expect(gone[film()]?.attempt?.result == .done(isPreliminary: false))
    #expect(Array(book.films.keys) == [film("other")])
  }

  // MARK: - Clips

  @Test func `coarse looks come first where much is unmeasured, from the first clip on`() throws {
    let clips = ["a", "b", "c"].map { Clip(path: "trip/\($0).mp4", bytes: Self.large) }
    let all = ["trip/a.mp4 coarse awaited", "trip/b.mp4 coarse awaited"]
    #expect(words(agenda(book(try look(clips)))) == all + ["trip/c.mp4 coarse awaited"])
    var known = clips
    known[2].state = .measured
    let agenda = agenda(book(try look(known)))
    #expect(words(agenda) == all)
    #expect(agenda.next == Self.now - .seconds(60) + MontageRule.patience)
  }

  @Test func `little is measured in full at once`() throws {
    let clips = ["a", "b"].map { Clip(path: "trip/\($0).mp4") }
    #expect(
      words(agenda(book(try look(clips)))) == ["trip/a.mp4 awaited", "trip/b.mp4 awaited"])
  }

  @Test func `what a film waits for comes before what none does`() throws {
    let clips = [
      Clip(path: "alone/a.mp4"), Clip(path: "big/a.mp4", bytes: Self.large),
      Clip(path: "small/a.mp4"),
    ]
    #expect(
      words(agenda(book(try look(clips, projects: ["big", "small"]))))
        == ["big/a.mp4 coarse awaited", "small/a.mp4 awaited", "alone/a.mp4"])
  }

  @Test func `nobody waits for a coarse look where a film stands`() throws {
    let clips = ["a", "b"].map { Clip(path: "trip/\($0).mp4", bytes: Self.large) }
    var book = book(try look(clips))
    finish(&book, .done(isPreliminary: false))
    _ = book.take(
      try look(clips, footage: 2), at: Self.now - .seconds(3600), time: Self.time)
    let agenda = agenda(book)
    #expect(agenda.films.isEmpty)
    #expect(agenda.clips.count == 2)
    #expect(!agenda.clips.contains { $0.isCoarse })
  }

  @Test func `a clip in a worker, or still being copied, is no step`() throws {
    var look = try look(["a", "b", "c"].map { Clip(path: "trip/\($0).mp4") })
    look.view.unsettled["trip/b.mp4"] = FolderView.Unsettled(reason: .changing, since: .zero)
    var book = book(look)
    book.inWork["trip/c.mp4"] = false
    #expect(agenda(book).clips.map(\.path) == ["trip/a.mp4"])
    #expect(book.counts()["trip"]?.settling == 1)
  }

  @Test func `a clip that failed is taken again at its time, and wakes the scheduler then`() throws
  {
    let clips = [
      Clip(path: "trip/a.mp4", state: .waiting(until: Self.time + 5000, "why")),
      Clip(path: "trip/b.mp4", state: .waiting(until: Self.time, "why")),
      Clip(path: "trip/c.mp4", state: .waiting(until: Self.time + 9000, "why")),
    ]
    let agenda = agenda(book(try look(clips)))
    #expect(agenda.clips.map(\.path) == ["trip/b.mp4"])
    #expect(agenda.next == Self.now + .seconds(5))
  }

  // MARK: - Pauses and absence

  /// Where the pause is, and the films and clips that go on; empty is everything, `/` the drop folder.
  private static let pauses: [(String, [String], [String])] = [
    ("", [], []), ("/", [], []), ("trip", ["other/montage"], ["alone/c.mp4", "other/b.mp4"]),
    ("alone", ["other/montage", "trip/montage"], ["other/b.mp4", "trip/day/a.mp4"]),
    ("trip/day", ["other/montage", "trip/montage"], ["alone/c.mp4", "other/b.mp4"]),
  ]

  @Test(arguments: pauses)
  func `nothing is done below a pause`(place: String, films: [String], clips: [String]) throws {
    let all = ["trip/day/a.mp4", "other/b.mp4", "alone/c.mp4"].map { Clip(path: $0) }
    let done = ["trip/z.mp4", "other/z.mp4"].map { Clip(path: $0, state: .measured) }
    let pause = Hold.Pause(isImmediate: false, until: nil, since: 1)
    let target = place == "/" ? drop.root : place.isEmpty ? "" : drop.root.joining(place)
    let byCommand = Hold(pauses: [target: pause])
    var looks = [(try look(all + done, projects: ["other", "trip"]), byCommand)]
    if !place.isEmpty {
      var marked = looks[0].0
      marked.view.paused = [place == "/" ? Path(bytes: []) : Path(place)]
      looks.append((marked, Hold()))
    }
    for (look, hold) in looks {
      var book = FolderBook(root: drop.root)
      // So long ago that no film waits for its clips any more.
      _ = book.take(look, at: Self.now - MontageRule.patience, time: Self.time)
      let agenda = book.agenda(hold, rate: Self.rate, at: Self.now, time: Self.time)
      #expect(agenda.films.map(\.film.title) == films)
      #expect(agenda.clips.map(\.path.display).sorted() == clips)
    }
  }

  @Test func `a folder that is away keeps what is known, and nothing is done in it`() throws {
    let clips = [Clip(path: "trip/a.mp4"), Clip(path: "trip/b.mp4", state: .measured)]
    var book = book(try look(clips))
    var away = FolderLook(view: FolderView(root: drop.root))
    away.view.presence = .offline(reason: "unplugged")
    #expect(book.take(away, at: Self.now, time: Self.time).isEmpty)
    #expect(book.isOffline)
    #expect(book.since == Self.time)
    #expect(agenda(book) == Agenda())
    #expect(Array(book.films.keys) == [film()])
    #expect(book.clips.notes.count == 1)
    // Back, with nothing new.
    var back = try look(clips)
    back.news = [:]
    _ = book.take(back, at: Self.now, time: Self.time + 1)
    #expect(!book.isOffline)
    #expect(words(agenda(book)) == ["trip/a.mp4 awaited"])
  }

  @Test func `before its first look a folder counts as away`() {
    #expect(FolderBook(root: drop.root).isOffline)
    #expect(agenda(FolderBook(root: drop.root)) == Agenda())
  }

  // MARK: - Counts

  @Test func `clips are counted by project and state`() throws {
    var look = try look(
      [
        Clip(path: "trip/a.mp4"), Clip(path: "trip/b.mp4", state: .seen),
        Clip(path: "trip/c.mp4", state: .measured),
        Clip(path: "trip/d.mp4", state: .rejected("bad")),
        Clip(path: "trip/e.mp4", state: .waiting(until: 0, "why")),
        Clip(path: "alone/f.mp4"), Clip(path: "alone/g.mp4", state: .measured),
      ])
    look.unclaimed = ["alone": 2]
    let book = book(look)
    let trip = try #require(book.counts()["trip"])
    #expect(trip.rule == MontageRule.Clips(measured: 1, seen: 1, unseen: 2))
    #expect(trip.unusable == 1)
    #expect(trip.unseenBytes == Int64(2 * Self.small))
    #expect(book.counts()[nil]?.rule == MontageRule.Clips(measured: 1, unseen: 1))
    let alone = book.unclaimed(below: "alone", of: 2)
    #expect(alone.total == 2)
    #expect(alone.measured == 1)
    #expect(alone.waiting == 1)
  }

  @Test func `a project without footage of its own takes none from the one around it`() throws {
    // As with a config of a wrong name in a folder of clips.
    var look = try look([Clip(path: "trip/day/a.mp4")], projects: ["trip"])
    var inner = look.projects[0]
    inner.path = "trip/day"
    inner.films = []
    inner.clipCount = 0
    look.projects.append(inner)
    let counts = book(look).counts()
    #expect(counts["trip"]?.rule == MontageRule.Clips(unseen: 1))
    #expect(counts["trip/day"]?.rule == MontageRule.Clips())
  }

  @Test func `what became of a clip is not noted of the file that has replaced it`() throws {
    var book = book(try look([Clip(path: "trip/a.mp4")]))
    let old = try #require(book.look?.view.files.first)
    _ = book.take(
      try look([Clip(path: "trip/a.mp4", bytes: 7)]), at: Self.now, time: Self.time)
    book.note(old, .measured, at: Self.time)
    #expect(book.clips.notes["trip/a.mp4"]?.state == .unseen)
    let new = try #require(book.look?.view.files.first)
    book.note(new, .measured, at: Self.time)
    #expect(book.clips.notes.isEmpty)
  }
}
