// SPDX-License-Identifier: GPL-3.0-or-later

import Digest
import Foundation
import Jobs
import Linux
import Media
import Pipeline
import Settings
import TestSupport
import Testing
import Watching
import Workers

@testable import Daemon

struct FolderReaderTests {
  private let drop: Drop
  private let store: Store

  init() throws {
    drop = try Drop("trip/song.wav", "trip/a.mp4", "trip/day/b.mp4")
    try drop.write("", to: "trip/montage.yaml")
    let base = Path(drop.folder.path)
    store = try Store(StorePlaces(state: base.joining("state"), cache: base.joining("cache")))
  }

  /// As after a start; its workers do not exist.
  private func reader() -> FolderReader {
    FolderReader(
      measuring: Measuring(
        store: store, pool: WorkerPool(executable: "/nonexistent/worker", width: 1)))
  }

  private func look() throws -> FolderLook {
    var reader = reader()
    return try reader.read(drop.view(), at: 1)
  }

  private func request(_ look: FolderLook, _ film: Int = 0) throws -> String {
    try #require(look.projects.first).films[film].request
  }

  @Test(arguments: [
    ("trip/song.beats", true), ("trip/Song.TXT", true), ("trip/notes.txt", false),
    ("trip/warm.CUBE", true), ("other/warm.cube", false),
  ])
  func `beats and colours beside the song are part of what is asked for`(
    file: String, isPart: Bool
  ) throws {
    let before = try request(look())
    try drop.write("0.5 1\n", to: file)
    let after = try request(look())
    #expect((after != before) == isPart)
    try drop.write("0.51 1\n", to: file)
    #expect((try request(look()) != after) == isPart)
  }

  @Test func `projects and footage without one are found`() throws {
    for path in ["c.mp4", "other/d.mp4", "other/deep/e.mp4"] { try drop.write("x", to: path) }
    let look = try look()
    #expect(look.footage.map(\.path.display).count == 5)
    #expect(look.footage.map(\.path) == look.footage.map(\.path).sorted())
    #expect(look.projects.map(\.path) == ["trip"])
    let trip = try #require(look.projects.first)
    #expect(trip.films.map(\.config.montage) == ["montage"])
    #expect(trip.films.map(\.missing) == [[]])
    #expect(trip.clipCount == 2)
    #expect(trip.songs.map(\.path) == ["trip/song.wav"])
    #expect(look.unclaimed == ["": 1, "other": 2])
  }

  @Test func `a nested project has its own footage, and its own films`() throws {
    try drop.write("", to: "trip/day/short.montage.yaml")
    try drop.write("", to: "trip/day/long.montage.yaml")
    let look = try look()
    #expect(look.projects.map(\.path) == ["trip", "trip/day"])
    #expect(look.projects.map(\.clipCount) == [1, 1])
    #expect(look.projects[1].films.map(\.config.montage) == ["long", "short"])
    #expect(look.projects[1].films.map(\.missing) == [["a song"], ["a song"]])
    let owners = Owners(look)
    #expect(owners.project(of: "trip/day/b.mp4") == "trip/day")
    #expect(owners.project(of: "trip/a.mp4") == "trip")
    #expect(owners.project(of: "trip2/a.mp4") == nil)
    #expect(owners.project(of: "z.mp4") == nil)
  }

  @Test func `a request is the same when nothing changes, and after a restart`() throws {
    var reader = reader()
    let first = try reader.read(drop.view(), at: 1)
    let second = try reader.read(drop.view(), at: 2)
    #expect(try request(first) == request(second))
    #expect(try request(first) == request(look()))
    #expect(first.projects[0].footage == second.projects[0].footage)
  }

  @Test(arguments: [
    ("trip/montage.yaml", "seed: 2\n"), ("trip/song.wav", "other"), ("trip/day/more.wav", "x"),
    ("montaged.defaults.yaml", "seed: 3\n"),
  ])
  func `a request is another with another config, song or defaults`(
    path: String, content: String
  ) throws {
    let before = try look()
    try drop.write(content, to: path)
    let after = try look()
    #expect(try request(before) != request(after))
    #expect(before.projects[0].footage == after.projects[0].footage)
  }

  @Test func `a list of shots counts from when somebody changes it`() throws {
    let path = "trip/montages/montage.cuts.yaml"
    let before = try request(look())
    // As it is written beside each film: the digest is of what follows.
    let body = "length: 1.000\nshots:\n"
    let digest = SHA256.hexadecimal(of: Array(body.utf8)).prefix(16)
    try drop.write("# montaged \(digest)\n" + body, to: path)
    #expect(try request(look()) == before)
    try drop.write("# montaged \(digest)\n" + body + "- 0:00 a.mp4@1\n", to: path)
    let changed = try request(look())
    #expect(changed != before)
    var reader = reader()
    #expect(try request(reader.read(drop.view(), at: 1)) == changed)
    try drop.write("another", to: "trip/montages/other.cuts.yaml")
    #expect(try request(reader.read(drop.view(), at: 2)) == changed)
    try drop.write("- 0:00 a.mp4@2\n", to: path)
    #expect(try request(reader.read(drop.view(), at: 3)) != changed)
  }

  @Test func `a request is the same with other footage, whose stamp changes`() throws {
    let before = try look()
    var stamps: Set = [before.projects[0].footage]
    try drop.write("x", to: "trip/day/c.mp4")
    let more = try look()
    stamps.insert(more.projects[0].footage)
    try drop.write("longer", to: "trip/day/c.mp4")
    stamps.insert(try look().projects[0].footage)
    try drop.remove("trip/a.mp4")
    stamps.insert(try look().projects[0].footage)
    #expect(stamps.count == 4)
    #expect(try request(before) == request(more))
  }

  @Test func `one config's change is no other film's`() throws {
    try drop.write("", to: "trip/short.montage.yaml")
    let before = try look()
    try drop.write("seed: 2\n", to: "trip/short.montage.yaml")
    let after = try look()
    #expect(try request(before, 0) == request(after, 0))
    #expect(try request(before, 1) != request(after, 1))
  }

  @Test func `what is missing is named`() throws {
    try drop.remove("trip/a.mp4")
    try drop.remove("trip/day/b.mp4")
    #expect(try look().projects[0].films[0].missing == ["footage"])
    try drop.remove("trip/song.wav")
    #expect(try look().projects[0].films[0].missing == ["a song", "footage"])
    // A config that names a song which is not there is for the maker to refuse.
    try drop.write("music: gone.wav\n", to: "trip/montage.yaml")
    #expect(try look().projects[0].films[0].missing == ["footage"])
  }

  @Test func `with auto in the defaults, footage and one song ask for a film`() throws {
    try drop.remove("trip/montage.yaml")
    #expect(try look().projects.isEmpty)
    try drop.write("auto: true\n", to: "montaged.defaults.yaml")
    let look = try look()
    #expect(look.projects.map(\.path) == ["trip"])
    let film = try #require(look.projects.first?.films.first)
    #expect(film.config.montage == "montage")
    #expect(film.missing.isEmpty)
    try drop.write("auto: true\nseed: 4\n", to: "montaged.defaults.yaml")
    #expect(try request(self.look()) != film.request)
    try drop.write("x", to: "trip/second.wav")
    #expect(try self.look().projects.isEmpty)
  }

  @Test func `a config with a wrong name is told of once in its folder`() throws {
    try drop.remove("trip/montage.yaml")
    try drop.write("", to: "trip/montage.yaml.txt")
    let note = "trip/montages/montage.failed.txt"
    var reader = reader()
    let look = try reader.read(drop.view(), at: 1)
    #expect(look.projects.map(\.path) == ["trip"])
    #expect(look.projects[0].films.isEmpty)
    #expect(drop.text(note)?.contains("montage.yaml.txt") == true)
    try drop.remove(note)
    _ = try reader.read(drop.view(), at: 2)
    #expect(!drop.holds(note))
    // Mended and spoilt again: news.
    try drop.remove("trip/montage.yaml.txt")
    _ = try reader.read(drop.view(), at: 3)
    try drop.write("", to: "trip/montage.yaml.txt")
    _ = try reader.read(drop.view(), at: 4)
    #expect(drop.holds(note))
  }

  @Test func `a wrong name inside another project takes none of its footage`() throws {
    try drop.write("", to: "trip/day/montage.yaml.txt")
    let look = try look()
    #expect(look.projects.map(\.path) == ["trip", "trip/day"])
    #expect(look.projects.map(\.clipCount) == [2, 0])
  }

  @Test func `a config is read once, and again when it changes`() throws {
    try drop.write("seed: 5\n", to: "trip/montage.yaml")
    let view = try drop.view()
    var reader = reader()
    #expect(try reader.read(view, at: 1).projects[0].films[0].wishes?.seed == 5)
    try drop.write("seed: 66\n", to: "trip/montage.yaml")
    #expect(try reader.read(view, at: 2).projects[0].films[0].wishes?.seed == 5)
    #expect(try reader.read(drop.view(), at: 3).projects[0].films[0].wishes?.seed == 66)
    try drop.write("seed: many\n", to: "trip/montage.yaml")
    let film = try reader.read(drop.view(), at: 4).projects[0].films[0]
    #expect(film.wishes == nil)
    #expect(film.missing.isEmpty)
  }

  @Test func `what is still being written holds its part up, unless it is given up`() throws {
    func look(_ path: Path, isGivenUp: Bool = false) throws -> ProjectLook {
      var view = try drop.view()
      view.unsettled[path] = FolderView.Unsettled(
        reason: .changing, since: .zero, isGivenUp: isGivenUp)
      var reader = reader()
      let look = try reader.read(view, at: 1)
      return try #require(look.projects.first)
    }
    let config = try look("trip/montage.yaml")
    #expect(config.films[0].isRequestInChange)
    #expect(config.films[0].wishes == nil)
    #expect(!config.isFootageInChange)
    let song = try look("trip/song.wav")
    #expect(song.films[0].isRequestInChange)
    #expect(song.songs.isEmpty)
    let clip = try look("trip/day/b.mp4")
    #expect(clip.isFootageInChange)
    #expect(!clip.films[0].isRequestInChange)
    #expect(try !look("trip/day/b.mp4", isGivenUp: true).isFootageInChange)
  }

  @Test func `only new and changed footage is news`() throws {
    var reader = reader()
    let first = try reader.read(drop.view(), at: 7)
    #expect(first.news.keys.sorted() == ["trip/a.mp4", "trip/day/b.mp4"])
    #expect(first.news["trip/a.mp4"]?.state == .unseen)
    #expect(first.news["trip/a.mp4"]?.since == 7)
    #expect(try reader.read(drop.view(), at: 8).news.isEmpty)
    try drop.write("longer", to: "trip/a.mp4")
    #expect(try reader.read(drop.view(), at: 9).news.keys.sorted() == ["trip/a.mp4"])
  }

  @Test func `a folder that is away is nothing but that, and comes back as it was`() throws {
    var reader = reader()
    _ = try reader.read(drop.view(), at: 1)
    var away = FolderView(root: drop.root)
    away.presence = .offline(reason: "gone")
    let look = try reader.read(away, at: 2)
    #expect(look.view.isOffline)
    #expect(look.projects.isEmpty)
    let back = try reader.read(drop.view(), at: 3)
    #expect(back.news.isEmpty)
    #expect(back.projects.count == 1)
  }

  @Test func `what the cache knows of new footage is noted with it`() async throws {
    try drop.write("broken", to: "trip/day/b.mp4")
    let good = PosedWorker(try PosedWorker.answer(seconds: 10), in: drop.folder)
    _ = try await good.measure("trip/a.mp4", in: drop.root, store)
    let bad = PosedWorker(PosedWorker.failing(.damaged), in: drop.folder)
    _ = try? await bad.measure("trip/day/b.mp4", in: drop.root, store)
    let news = try look().news
    // Nothing is said of what was measured before the first reading.
    #expect(news["trip/a.mp4"] == nil)
    guard case .rejected(let sentence) = news["trip/day/b.mp4"]?.state else {
      Issue.record("not rejected: \(String(describing: news["trip/day/b.mp4"]?.state))")
      return
    }
    #expect(!sentence.isEmpty)
  }
}

/// A shell script in a worker's place.
private struct PosedWorker {
  private let path: String

  init(_ line: String, in folder: TemporaryFolder) {
    path = folder.file("worker-" + UUID().uuidString)
    let script = "#!/bin/sh\nread order\ncat <<'END'\n\(line)\nEND\n"
    _ = FileManager.default.createFile(
      atPath: path, contents: Data(script.utf8), attributes: [.posixPermissions: 0o700])
  }

  /// What it finds is in the store then.
  func measure(_ file: Path, in folder: Path, _ store: Store) async throws {
    let pool = WorkerPool(executable: Path(path), width: 1)
    _ = try await Measuring(store: store, pool: pool).footage(try OpenFile(file, in: folder))
  }

  static func failing(_ reason: JobFailure.Reason) -> String {
    #"{"failure":{"reason":"\#(reason.rawValue)","detail":"why"}}"#
  }

  /// Sound footage of one shot.
  static func answer(seconds: Double) throws -> String {
    let duration = MediaTime(seconds: seconds)
    let analysis = FootageAnalysis(
      info: MediaInfo(container: "mov", duration: duration), duration: duration,
      decodedFrames: 300, decodeFailures: 0,
      shots: [Shot(range: TimeRange(start: .zero, end: duration), metrics: ShotMetrics())])
    return String(decoding: try Wire.line(WorkerLine(answer: analysis)).dropLast(), as: UTF8.self)
  }
}
