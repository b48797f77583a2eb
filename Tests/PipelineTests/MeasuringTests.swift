// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Media
import SQLite
import TestSupport
import Watching
import Workers
import Testing

@testable import Catalog
@testable import Pipeline

struct MeasuringTests {
  @Test func `what is measured once is never measured again, whatever it is called`() async throws {
    let studio = try Workroom(clips: [.waves])
    let heard = Heard()
    let (key, first) = try await studio.measuring.footage(studio.open("waves.mp4"))
    #expect(first.decodedFrames == 120)
    try FileManager.default.moveItem(
      atPath: studio.tree.folder.file("project/waves.mp4"),
      toPath: studio.tree.folder.file("project/renamed.mov"))
    try studio.add(.waves, as: "copy.mp4")
    for name in ["renamed.mov", "copy.mp4"] {
      let (again, analysis) = try await studio.measuring.footage(studio.open(name)) { share in
        heard.note(Progress(.analysing, share: share))
      }
      #expect(again == key && analysis == first)
    }
    #expect(heard.all.isEmpty, "no worker was asked")
  }

  @Test func `a song with a kick every half second has 120 beats a minute`() async throws {
    let studio = try Workroom(song: SampleMedia.song(seconds: 12))
    let (_, music) = try await studio.measuring.music(studio.open("song.wav"))
    #expect(abs(music.tempo - 120) < 0.5)
    #expect(!music.isSilent)
    #expect(music.beats.count >= 22)
  }

  @Test func `silence is known as such, a tone is not silence`() async throws {
    let studio = try Workroom(song: SampleMedia.silence(seconds: 3))
    #expect(try await studio.measuring.music(studio.open("song.wav")).1.isSilent)
    try studio.tree.write(SampleMedia.tone(seconds: 3), to: "project/tone.wav")
    let tone = try await studio.measuring.music(studio.open("tone.wav")).1
    #expect(!tone.isSilent && tone.beats.isEmpty)
  }

  @Test func `a file that is no media fails by its reason, and no worker is asked again`()
    async throws
  {
    let posed = try PosedWorkers()
    try posed.write("words", to: "text.mp4")
    for _ in 0..<3 {
      let measuring = try PosedWorkers(beside: posed)
        .measuring(PosedWorkers.failing(.notMedia))
      let failure = await #expect(throws: JobFailure.self) {
        try await measuring.footage(posed.open("text.mp4"))
      }
      #expect(failure == JobFailure(.notMedia, detail: "why"))
      // Nor for a first look.
      await #expect(throws: JobFailure.self) {
        try await measuring.footage(posed.open("text.mp4"), depth: .coarse)
      }
    }
    #expect(posed.orders.count == 1)
  }

  @Test(arguments: [true, false])
  func `a copy that was made anew gets another look, the same file does not`(isDecoded: Bool)
    async throws
  {
    let posed = try PosedWorkers()
    var black = PosedWorkers.analysis
    black.shots = []
    let bad = try isDecoded ? posed.finding(black) : PosedWorkers.failing(.damaged)
    // What is damaged is read once more with errors concealed, and the next time so from the start.
    let extra = isDecoded ? 0 : 1
    func look(_ script: String) async throws -> FootageAnalysis? {
      try? await posed.measuring(script).footage(posed.open("a.mp4")).1
    }
    let good = try posed.finding(PosedWorkers.analysis)
    for count in 1...2 {
      // What the key is taken from is the same.
      try posed.write("clip", to: "a.mp4")
      for _ in 0..<3 {
        let found = try await look(bad)
        #expect(found?.shots.isEmpty == (isDecoded ? true : nil))
        #expect(posed.orders.count == count + extra)
      }
    }
    try posed.write("clip", to: "a.mp4")
    for _ in 0..<2 { #expect(try await look(good) == PosedWorkers.analysis) }
    #expect(posed.orders.count == 3 + extra)
  }

  @Test func `a file that kills its worker is tried three times, with care, and then left alone`()
    async throws
  {
    let posed = try PosedWorkers()
    try posed.write("poison", to: "a.mp4")
    let measuring = try posed.measuring(PosedWorkers.dying)
    for (pause, reason) in [(30_000, true), (300_000, true), (0, true)] as [(Int64, Bool)] {
      let failure = await #expect(throws: JobFailure.self) {
        try await measuring.footage(posed.open("a.mp4"))
      }
      #expect((failure?.reason == .crashed) == reason)
      if pause > 0 {
        posed.wait(ms: pause - 1)
        let refusal = await #expect(throws: Refusal.self) {
          try await measuring.footage(posed.open("a.mp4"))
        }
        #expect(refusal?.sentence.contains("tried again") == true)
        posed.wait(ms: 1)
      }
    }
    posed.wait(ms: 1_000_000_000)
    let refusal = await #expect(throws: Refusal.self) {
      try await measuring.footage(posed.open("a.mp4"))
    }
    #expect(refusal?.file == "a.mp4")
    #expect(refusal?.sentence.contains("montagectl retry") == true)
    let cautious = posed.orders.map { $0.contains(#""reading":"cautious""#) }
    #expect(cautious == [false, true, true])
    #expect(try measuring.forgive(posed.open("a.mp4").status) == 1)
    let healed = try posed.measuring(posed.finding(PosedWorkers.analysis))
    _ = try await healed.footage(posed.open("a.mp4"))
    #expect(posed.orders.last?.contains(#""reading":"direct""#) == true)
    #expect(healed.counts.clips == 1)
  }

  @Test func `a look tells what is known then, whatever came of it`() async throws {
    let posed = try PosedWorkers()
    func look(_ name: String, _ script: String) async throws -> Knowledge? {
      let path = Path(name)
      let status = try FileStatus.read(Path(posed.folder.path).joining(path))
      let file = ScannedFile(path: path, kind: .footage, status: status)
      return try await posed.measuring(script).look(
        at: file, in: Path(posed.folder.path), isCoarse: false)
    }
    for name in ["good.mp4", "bad.mp4", "gone.mp4"] { try posed.write(name, to: name) }
    #expect(try await look("good.mp4", posed.finding(PosedWorkers.analysis)) == .measured)
    let bad = try await look("bad.mp4", PosedWorkers.failing(.notMedia))
    guard case .rejected = bad else { return #expect(bad == nil, "a file that is no video") }
    let crashed = try await look("gone.mp4", PosedWorkers.dying)
    guard case .retry = crashed else { return #expect(crashed == nil, "a worker that crashed") }
  }

  @Test func `a failing disk counts as no try, and whoever waits for a film need not wait for it`()
    async throws
  {
    let posed = try PosedWorkers()
    try posed.write("clip", to: "a.mp4")
    let film = try posed.measuring(PosedWorkers.failing(.readError))
    let background = try posed.measuring(PosedWorkers.failing(.readError), urgency: .analysis)
    for _ in 0..<5 {
      await #expect(throws: JobFailure.self) { try await film.footage(posed.open("a.mp4")) }
      await #expect(throws: Refusal.self) { try await background.footage(posed.open("a.mp4")) }
    }
    // Each time once as ever, and once so that what cannot be read is passed over.
    #expect(posed.orders.count == 10)
    let cautious = posed.orders.map { $0.contains(#""reading":"cautious""#) }
    #expect(cautious == (0..<10).map { $0 % 2 == 1 })
  }

  @Test func `copies that are measured at the same time are measured once`() async throws {
    let posed = try PosedWorkers()
    for name in ["a.mp4", "b.mp4", "c.mp4"] { try posed.write("clip", to: name) }
    let measuring = try posed.measuring("sleep 0.2; " + posed.finding(PosedWorkers.analysis))
    async let first = measuring.footage(posed.open("a.mp4")).1
    async let second = measuring.footage(posed.open("b.mp4")).1
    async let third = measuring.footage(posed.open("c.mp4")).1
    let found = try await [first, second, third]
    #expect(found == Array(repeating: PosedWorkers.analysis, count: 3))
    #expect(posed.orders.count == 1)
    #expect(measuring.counts.clips == 1)
  }

  @Test func `two processes measure a clip once, and the dead hold nothing`() async throws {
    let posed = try PosedWorkers()
    try posed.write("clip", to: "a.mp4")
    let answer = try posed.finding(PosedWorkers.analysis)
    let measuring = try posed.measuring("sleep 0.2; " + answer)
    let file = try posed.open("a.mp4")
    let key = Measuring.Order(.footage, file, try measuring.contentKey(of: file)).key
    // A process of this machine that is not this one: its parent.
    let parent = try #require(ProcessStatus.read(String(getppid())))
    let alive = ProcessIdentity(
      boot: ProcessIdentity.currentBoot, process: parent.process, start: parent.start)
    let other = try PosedWorkers(owner: alive, beside: posed)
    async let theirs = other.measuring("sleep 0.2; " + answer).footage(file).1
    async let ours = measuring.footage(file).1
    let both = try await [theirs, ours]
    #expect(both == [PosedWorkers.analysis, PosedWorkers.analysis])
    #expect(posed.orders.count == 1)
    try posed.store.cache.removeMeasurement(for: key)
    _ = try posed.store.cache.claim(key, owner: "an earlier boot 1", at: 1)
    _ = try await measuring.footage(file)
    #expect(posed.orders.count == 2)
    #expect(posed.orders[1].contains(#""reading":"cautious""#))
  }

  @Test func `a first look is kept apart, and not taken once there is a better one`() async throws {
    let posed = try PosedWorkers()
    try posed.write("clip", to: "a.mp4")
    let file = try posed.open("a.mp4")
    var short = PosedWorkers.analysis
    short.decodedFrames = 1
    short.isCoarse = true
    let coarse = try posed.measuring(posed.finding(short))
    let full = try posed.measuring(posed.finding(PosedWorkers.analysis))
    #expect(try await coarse.footage(file, depth: .coarse).1 == short)
    #expect(try await coarse.footage(file, depth: .coarse).1 == short)
    #expect(try await full.footage(file).1 == PosedWorkers.analysis)
    #expect(try await coarse.footage(file, depth: .coarse).1 == PosedWorkers.analysis)
    #expect(posed.orders.count == 2)
    #expect(full.counts == MeasureCounts(clips: 1, coarseClips: 1))
  }

  @Test func `a first look that had to take every frame is not repeated`() async throws {
    let posed = try PosedWorkers()
    try posed.write("clip", to: "a.mp4")
    let file = try posed.open("a.mp4")
    let measuring = try posed.measuring(posed.finding(PosedWorkers.analysis))
    for depth in [AnalyzeJob.Depth.coarse, .full, .coarse] {
      #expect(try await measuring.footage(file, depth: depth).1 == PosedWorkers.analysis)
    }
    #expect(posed.orders.count == 1)
    #expect(measuring.counts.clips == 1)
  }

  @Test func `a full cache is told as such, and measuring goes on once there is room`() async throws
  {
    let posed = try PosedWorkers()
    try posed.write("clip", to: "a.mp4")
    var long = PosedWorkers.analysis
    long.shots = Array(repeating: long.shots[0], count: 1000)
    let measuring = try posed.measuring(posed.finding(long))
    func limit(pages: Int) throws {
      _ = try posed.store.cache.read { (connection) throws(SQLiteError) in
        try connection.row("PRAGMA max_page_count = \(pages)")
      }
    }
    let file = try posed.open("a.mp4")
    _ = try measuring.contentKey(of: file)
    try limit(pages: 1)
    let error = await #expect(throws: CatalogError.self) { try await measuring.footage(file) }
    #expect(error?.fault == .full)
    let failure = try MontageFailure(wrapping: #require(error))
    #expect(failure.kind == .output)
    #expect(failure.sentence.contains("make room"))
    try limit(pages: 1 << 20)
    #expect(try await measuring.footage(file).1 == long)
    #expect(measuring.counts.clips == 1)
  }

  @Test func `a cancelled measurement leaves no trace`() async throws {
    let posed = try PosedWorkers()
    try posed.write("clip", to: "a.mp4")
    let measuring = try posed.measuring("sleep 6000")
    let file = try posed.open("a.mp4")
    let task = Task { try await measuring.footage(file) }
    while posed.orders.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let failure = await #expect(throws: JobFailure.self) { try await task.value }
    #expect(failure?.reason == .cancelled)
    let key = Measuring.Order(.footage, file, try measuring.contentKey(of: file)).key
    #expect(try posed.store.cache.attempt(of: key) == nil)
  }
}
