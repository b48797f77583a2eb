// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Media
internal import Planning
internal import PlanningExamples
internal import Testing

struct PlannerTests {
  // MARK: Cuts

  /// A cut's distance from the true beat may not exceed the rounding of one frame, wherever in the song.
  private func worstError(_ plan: Plan, _ music: MusicAnalysis) -> Double {
    let beats = music.beats.map { $0.time.seconds - (plan.timeline.soundtrack?.start.seconds ?? 0) }
    return plan.timeline.cuts.map { frame in
      let time = Double(frame) / plan.timeline.frameRate.value
      return beats.map { abs($0 - time) }.min() ?? .infinity
    }.max() ?? .infinity
  }

  @Test(arguments: Style.classics, [60.0, 93.5, 120, 174.3])
  func `every cut of every style is on a beat`(style: Style, bpm: Double) throws {
    let music = Songs.steady(bpm: bpm, seconds: 180)
    let plan = try Planner.plan(.example(music, Files.files(60, seconds: 20), style: style))
    #expect(worstError(plan, music) <= 0.5 / 30 + 1e-4)
    #expect(plan.timeline.frameCount == 5400)
    #expect(plan.timeline.cuts.count >= 30)
    #expect(plan.accuracy.allSatisfy { $0.beat != nil })
  }

  @Test func `the grid covers the whole song`() throws {
    let music = Songs.steady(bpm: 120, seconds: 180)
    let plan = try Planner.plan(.example(music, Files.files(60, seconds: 20)))
    let lengths = plan.timeline.clips.map(\.source.count)
    #expect(try #require(lengths.max()) <= 12 * 30)
    #expect(try #require(plan.timeline.cuts.last) > 5400 - 5 * 30)
  }

  @Test func `a first beat at 0.3 s moves every cut by 0.3 s`() throws {
    let music = Songs.steady(bpm: 120, seconds: 180, first: 0.3)
    let plan = try Planner.plan(.example(music, Files.files(60, seconds: 20)))
    #expect(worstError(plan, music) <= 0.5 / 30 + 1e-4)
    #expect(plan.timeline.soundtrack?.start == .zero)
    #expect(plan.timeline.cuts.first == 69)
  }

  @Test(arguments: [Rational(30), Rational(25), Rational(30000, 1001), Rational(24000, 1001)])
  func `nothing drifts over ten minutes`(rate: Rational) throws {
    // 97.3 beats a minute are no whole number of frames at any rate.
    let music = Songs.steady(bpm: 97.3, seconds: 600, first: 0.123)
    let plan = try Planner.plan(.example(music, Files.files(150, seconds: 20), rate: rate))
    #expect(worstError(plan, music) <= 0.5 / rate.value + 1e-4)
    let frames = (600 * rate.value).rounded()
    #expect(plan.timeline.frameCount == Int(frames))
    let error = try #require(plan.beatError)
    #expect(error.max <= 500 / rate.value + 0.1)
    #expect(error.median <= error.max)
  }

  @Test func `cuts follow a tempo that rises from 60 to 180`() throws {
    let music = Songs.ramp(from: 60, to: 180, seconds: 120)
    let plan = try Planner.plan(.example(music, Files.files(60, seconds: 20), style: .energetic))
    #expect(worstError(plan, music) <= 0.5 / 30 + 1e-4)
    #expect(plan.accuracy.allSatisfy { $0.beat != nil })
  }

  @Test func `cuts fall on bar lines after a pick-up`() throws {
    let music = Songs.steady(bpm: 120, seconds: 120, first: 0.4, firstDownbeat: 3)
    let plan = try Planner.plan(.example(music, Files.files(60, seconds: 20)))
    let downbeats = music.beats.filter { $0.position == 1 }.map { $0.time.frame(at: Rational(30)) }
    #expect(plan.timeline.cuts.allSatisfy(downbeats.contains))
  }

  @Test func `a waltz is cut on its own bar lines`() throws {
    let music = Songs.steady(bpm: 150, seconds: 120, meter: 3)
    let plan = try Planner.plan(.example(music, Files.files(60, seconds: 20)))
    let downbeats = music.beats.filter { $0.position == 1 }.map { $0.time.frame(at: Rational(30)) }
    #expect(plan.timeline.cuts.allSatisfy(downbeats.contains))
  }

  // MARK: Length

  @Test func `an exact length starts on the downbeat of the liveliest stretch`() throws {
    let music = Songs.steady(bpm: 120, seconds: 180, first: 0.25, energies: [0.2, 0.4, 1, 0.3])
    let plan = try Planner.plan(
      .example(music, Files.files(40, seconds: 20), length: .exactly(MediaTime(seconds: 30))))
    #expect(plan.timeline.frameCount == 900)
    let start = try #require(plan.timeline.soundtrack?.start)
    let beat = try #require(music.beats.first { $0.time == start })
    #expect(beat.position == 1)
    #expect(start.timebase == Songs.timebase)
    #expect((88.0...105).contains(start.seconds))
    #expect(worstError(plan, music) <= 0.5 / 30 + 1e-4)
  }

  @Test(arguments: [20.0, 30.7, 61.3])
  func `an approximate length ends on the nearest bar line`(wanted: Double) throws {
    let music = Songs.steady(bpm: 97, seconds: 180, first: 0.25)
    let plan = try Planner.plan(
      .example(music, Files.files(40, seconds: 20), length: .about(MediaTime(seconds: wanted))))
    let start = try #require(plan.timeline.soundtrack?.start)
    let ends = music.beats.filter { $0.position == 1 && start < $0.time }
      .map { ($0.time - start).frame(at: Rational(30)) }
    #expect(ends.contains(plan.timeline.frameCount))
    let bar = 4 * 60.0 / 97
    #expect(abs(plan.timeline.duration.seconds - wanted) <= bar / 2 + 0.05)
  }

  @Test func `a length beyond the song gives the song, and says so`() throws {
    let music = Songs.steady(bpm: 120, seconds: 40)
    let plan = try Planner.plan(
      .example(music, Files.files(40, seconds: 20), length: .exactly(MediaTime(seconds: 60))))
    #expect(plan.timeline.frameCount == 1200)
    #expect(plan.notes.contains { $0.contains("lasts 0:40.0 only") })
  }

  @Test func `the sound fades over the last beat`() throws {
    let music = Songs.steady(bpm: 120, seconds: 60)
    let plan = try Planner.plan(.example(music, Files.files(40, seconds: 20)))
    #expect(plan.timeline.soundtrack?.fadeOut == MediaTime(seconds: 0.5))
  }

  @Test func `a film from the middle of a song fades in up to its first beat`() throws {
    let music = Songs.steady(bpm: 120, seconds: 180, first: 0.25, energies: [0.2, 0.4, 1, 0.3])
    let plan = try Planner.plan(
      .example(music, Files.files(40, seconds: 20), length: .exactly(MediaTime(seconds: 30))))
    // It starts on a beat, which only must not click.
    #expect(plan.timeline.soundtrack?.fadeIn == MediaTime(seconds: 0.02))
    let whole = try Planner.plan(.example(music, Files.files(80, seconds: 20)))
    #expect(whole.timeline.soundtrack?.fadeIn == .zero)
  }

  // MARK: Music without beats

  @Test func `music without a beat is cut every two seconds, and the plan says so`() throws {
    let music = Songs.song(beats: [], seconds: 31)
    let plan = try Planner.plan(.example(music, Files.files(30, seconds: 20)))
    #expect(plan.timeline.cuts == (1...15).map { $0 * 60 })
    #expect(plan.timeline.frameCount == 930)
    #expect(plan.notes.contains { $0.contains("No beat") })
    #expect(plan.accuracy.allSatisfy { $0.errorMilliseconds == nil })
    #expect(plan.beatError == nil)
  }

  @Test func `a long lead-in and tail are cut into bounded shots`() throws {
    let times = (0..<80).map { 20 + Double($0) * 0.5 }
    let music = Songs.song(beats: times, seconds: 90)
    let plan = try Planner.plan(.example(music, Files.files(40, seconds: 20)))
    #expect(plan.timeline.clips.allSatisfy { $0.source.count <= 12 * 30 })
    #expect(plan.timeline.cuts.contains(600))
    let inside = plan.accuracy.filter { (600...1785).contains($0.frame) }
    #expect(inside.allSatisfy { $0.beat != nil })
    #expect(plan.notes.contains { $0.contains("even steps") })
  }

  @Test func `a pause in the music is no shot of half a minute`() throws {
    let early = (0..<40).map { Double($0) * 0.5 }
    let times = early + early.map { $0 + 50 }
    let music = Songs.song(beats: times, seconds: 70)
    let plan = try Planner.plan(.example(music, Files.files(40, seconds: 20)))
    #expect(plan.timeline.clips.allSatisfy { $0.source.count <= 12 * 30 })
    #expect(plan.timeline.cuts.contains(1500))
  }

  // MARK: Determinism

  @Test func `equal requests give equal bytes, another seed another film`() throws {
    let music = Songs.steady(bpm: 120, seconds: 120, energies: [0.2, 0.9, 0.5])
    let files = Files.files(40, seconds: 15)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let first = try Planner.plan(.example(music, files))
    let again = try Planner.plan(.example(music, files.reversed()))
    let other = try Planner.plan(.example(music, files, seed: 2))
    #expect(try encoder.encode(first) == encoder.encode(again))
    #expect(first.planID == again.planID)
    #expect(first.planID != other.planID)
    #expect(first.planID.count == 16)
    #expect(first.timeline.cuts == other.timeline.cuts)
    #expect(try JSONDecoder().decode(Plan.self, from: encoder.encode(first)) == first)
  }

  // MARK: Refusals

  @Test func `what cannot be a film is refused in one sentence`() {
    let music = Songs.steady(bpm: 120, seconds: 60)
    let files = Files.files(5, seconds: 20)
    let twisted = ShotBounds(shortest: MediaTime(seconds: 5), longest: MediaTime(seconds: 2))
    let short = FilmLength.exactly(MediaTime(seconds: 0.3))
    let table: [(PlanRequest, PlanFault)] = [
      (.example(music, []), .noFootage),
      (.example(music, [Files.file(1, shots: [])]), .noUsableFootage),
      (.example(music, [Files.file(1, shots: [0.05])]), .noUsableFootage),
      (.example(Songs.song(beats: [], seconds: 0.4), files), .musicTooShort),
      (.example(music, files, length: short), .lengthTooShort),
      (.example(music, files, bounds: twisted), .boundsContradict),
      (.example(music, files, rate: Rational(0)), .frameRateInvalid),
    ]
    for (request, fault) in table {
      #expect(throws: fault) { try Planner.plan(request) }
      #expect(fault.description.hasSuffix("."))
    }
  }

  @Test(arguments: [1, 2])
  func `no file is seen more often than the user allows`(most: Int) throws {
    // The first file would be preferred.
    let sources = (0..<40).map { number in
      Files.file(number, shots: [20]) { $1.score = number < 3 ? 0.95 : 0.4 }
    }
    var request = PlanRequest.example(
      Songs.steady(bpm: 120, seconds: 120), sources, style: .energetic)
    #expect(try Look.uses(Planner.plan(request)).values.max() ?? 0 > most)
    request.shotsPerSource = most
    let plan = try Planner.plan(request)
    #expect(Look.uses(plan).values.allSatisfy { $0 <= most })
    #expect(plan.timeline.frameCount == 3600)
    #expect(!plan.notes.contains { $0.contains("more than") })
  }

  @Test func `a film that cannot be filled shows files more often, and says so`() throws {
    var request = PlanRequest.example(
      Songs.steady(bpm: 120, seconds: 60), Files.files(2, seconds: 60), style: .energetic)
    request.shotsPerSource = 1
    let plan = try Planner.plan(request)
    #expect(plan.timeline.frameCount == 1800)
    #expect(
      plan.notes.contains {
        $0.hasPrefix("clip0.mp4, clip1.mp4 are seen more than 1 times: there is not enough")
      }, "\(plan.notes)")
  }
}
