// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct AssembleWorkTests {
  let studio: Studio
  /// Two pieces of the same id, 24 frames each.
  let pieces: [Int32]
  let answers: [SegmentJob.Answer]
  /// The sound of 23 frames.
  let song: Int32
  let sound: SoundtrackJob.Answer

  init() throws {
    studio = try Studio()
    let source = try studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"])
    var pieces: [Int32] = []
    var answers: [SegmentJob.Answer] = []
    for (number, quality) in [20, 30].enumerated() {
      var format = HouseFormat.small
      format.quality = quality
      pieces.append(try studio.output("\(number).mp4"))
      let job = SegmentJob(format: format, spans: [SpanOrder(30 * number, 24)])
      answers.append(try job.run(on: Bench().with([source], [pieces[number]])))
    }
    (self.pieces, self.answers) = (pieces, answers)
    song = try studio.output("sound.m4a")
    let track = SoundtrackJob(
      soundtrack: Soundtrack(content: ContentKey("song"), start: .zero, fadeOut: .zero),
      sampleCount: 23 * 1_600)
    let sine = try studio.make("song.flac", ["-f", "lavfi", "-i", "sine=f=330:d=4"])
    sound = try track.run(on: Bench().with([sine], [song, try studio.output("room")]))
  }

  private func step(_ piece: Int, _ start: Int, _ count: Int) -> AssembleJob.CopyStep {
    let groups = answers[piece % 2].spans[0].groups
    let first = start / 12
    return AssembleJob.CopyStep(
      piece: piece, frames: FrameSpan(start: start, count: count),
      groups: Array(groups[first...((start + count - 1) / 12)]))
  }

  private func job(_ steps: [AssembleJob.CopyStep], pieces: Int = 2) -> AssembleJob {
    AssembleJob(
      format: .small, steps: steps, pieces: pieces, sound: sound, tag: "t")
  }

  private var steps: [AssembleJob.CopyStep] { [step(0, 0, 10), step(1, 12, 12), step(0, 12, 1)] }

  @Test func `makes a film and says what is in it`() throws {
    let bench = Bench()
    let output = try studio.output("film.mp4")
    let answer = try job(steps).run(on: bench.with(pieces + [song], [output]))
    #expect(answer.rejectedPieces == [])
    #expect(answer.houseID == answers[0].houseID)
    #expect(answer.frames == 23)
    #expect(answer.stepDigests.count == 3)
    let length = try Judge.entries(
      "stream=duration_ts", of: studio.file("film.mp4"), "-select_streams", "a")
    #expect(length == ["36800"])
    #expect(bench.shares == [1.0 / 3, 2.0 / 3, 1])
    let numbers = Array(0..<10) + Array(42..<54) + [12]
    #expect(try NumberedPictures.numbers(in: studio.file("film.mp4")) == numbers)
    let check = CheckJob(
      format: .small, houseID: answer.houseID, stepFrames: [10, 12, 1],
      stepDigests: answer.stepDigests, hasSound: true)
    #expect(try check.run(on: Bench().with([output])).faults == [])
  }

  @Test func `the same job twice gives the same file`() throws {
    for name in ["one.mp4", "two.mp4"] {
      _ = try job(steps).run(on: Bench().with(pieces + [song], [try studio.output(name)]))
    }
    #expect(try studio.bytes("one.mp4") == studio.bytes("two.mp4"))
  }

  @Test func `pieces of other ids are refused by number, all at once`() throws {
    let made = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-bf", "0", "-g", "12"]
    let foreign = [
      try studio.make("x264.mp4", made + ["-c:v", "libx264"]),
      try studio.make("mpeg4.mp4", made + ["-c:v", "mpeg4"]),
      try studio.write("text.mp4", Data("no piece".utf8)),
    ]
    let output = try studio.output("film.mp4")
    let answer = try job([step(0, 0, 5), step(1, 0, 5)], pieces: 5)
      .run(on: Bench().with(pieces + foreign + [song], [output]))
    #expect(answer.rejectedPieces == [2, 3, 4])
    #expect(answer.frames == 0)
    #expect(try studio.bytes("film.mp4").isEmpty)
  }

  @Test func `a piece of another canvas is refused`() throws {
    let source = try studio.open("a.mp4")
    let other = try studio.output("other.mp4")
    let canvas = HouseFormat(canvas: PixelSize(width: 160, height: 90), frameRate: Rational(30))
    let order = SegmentJob(format: canvas, spans: [SpanOrder(0, 12)])
    _ = try order.run(on: Bench().with([source], [other]))
    let answer = try job([step(0, 0, 5)], pieces: 2)
      .run(on: Bench().with([pieces[0], other, song], [try studio.output("film.mp4")]))
    #expect(answer.rejectedPieces == [1])
  }

  @Test func `a piece with a changed byte is refused by number`() throws {
    let places = try Judge.entries("packet=pos", of: studio.file("1.mp4")).compactMap(Int.init)
    var byte: UInt8 = 0
    pread(pieces[1], &byte, 1, off_t(places[15] + 30))
    byte ^= 0x80
    pwrite(pieces[1], &byte, 1, off_t(places[15] + 30))
    let bench = Bench().with(pieces + [song], [try studio.output("film.mp4")])
    #expect(try job(steps).run(on: bench).rejectedPieces == [1])
    // The first half of the piece is what it was.
    let half = Bench().with(pieces + [song], [try studio.output("half.mp4")])
    #expect(try job([step(1, 0, 12)]).run(on: half).rejectedPieces == [])
  }

  @Test func `a truncated piece is refused`() throws {
    try studio.write("cut.mp4", studio.bytes("1.mp4").dropLast(200))
    let cut = try studio.open("cut.mp4")
    let bench = Bench().with([pieces[0], cut, song], [try studio.output("film.mp4")])
    #expect(try job(steps).run(on: bench).rejectedPieces == [1])
  }

  @Test func `orders that make no sense are refused`() throws {
    let output = try studio.output("film.mp4")
    #expect(reason(of: job([]), pieces + [song], [output]) == .badOrder)
    #expect(reason(of: job([step(2, 0, 5)]), pieces + [song], [output]) == .badOrder)
    #expect(reason(of: job(steps), pieces, [output]) == .badOrder)
    #expect(reason(of: job(steps), pieces + [song]) == .badOrder)
  }

  @Test func `a full disk is a write error`() throws {
    let bench = pieces + [song]
    #expect(reason(of: job(steps), bench, [try studio.openFull()]) == .writeError)
  }

  @Test func `the sound of the film is that of its file, to the sample`() throws {
    _ = try job(steps).run(on: Bench().with(pieces + [song], [try studio.output("film.mp4")]))
    let own = try Judge.sound(of: studio.file("sound.m4a"))
    #expect(own.contains { abs($0) > 0.05 })
    #expect(try Judge.sound(of: studio.file("film.mp4")) == own)
  }

  @Test func `a file of sound with other bytes is refused`() throws {
    let places = try Judge.entries("packet=pos", of: studio.file("sound.m4a")).compactMap(Int.init)
    var byte: UInt8 = 0
    pread(song, &byte, 1, off_t(places[9] + 20))
    byte ^= 0x40
    pwrite(song, &byte, 1, off_t(places[9] + 20))
    let answer = try job(steps)
      .run(on: Bench().with(pieces + [song], [try studio.output("film.mp4")]))
    #expect(answer.isSoundRejected)
    #expect(answer.rejectedPieces == [])
  }
}
