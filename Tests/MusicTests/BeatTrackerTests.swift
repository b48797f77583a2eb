// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Music

struct BeatTrackerTests {
  @Test(arguments: [60.0, 97.3, 193.1])
  func `tempo is finer than a frame`(tempo: Double) {
    // Times in whole frames, as a decoder without snapping would find them.
    let times = (0..<100).map { (Double($0) * 60 / tempo * 100).rounded() / 100 }
    #expect(abs(BeatTracker.tempo(of: times) / tempo - 1) < 0.01)
  }

  @Test func `few beats have the tempo of their interval, one has none`() {
    #expect(BeatTracker.tempo(of: [1, 1.5]) == 120)
    #expect(BeatTracker.tempo(of: [1]) == 0)
    #expect(BeatTracker.tempo(of: []) == 0)
  }

  @Test func `three clicks are no rhythm`() throws {
    let found = try analysis(of: SyntheticMusic.clicks(at: [1, 1.5, 2], seconds: 6).samples)
    #expect(found.beats.isEmpty)
  }

  @Test(arguments: [75.0, 150, 300])
  func `a told tempo is kept to, and beats stay on the onsets`(tempo: Double) throws {
    let truth = SyntheticMusic.grid(150, from: 0.4, to: 19.9)
    let music = SyntheticMusic.clicks(at: truth, seconds: 20)
    let found = try analysis(of: music.samples, hints: BeatHints(tempo: tempo * 1.01))
    #expect(abs(found.tempo / tempo - 1) < 0.005)
    #expect(found.beats.count > 15)
    let near = errors(of: found.beats, against: truth).filter { $0 < 0.01 }.count
    #expect(Double(near) >= Double(found.beats.count) * min(1, 150 / tempo) * 0.95)
  }

  @Test func `a told first downbeat gives bars their phase`() throws {
    let music = SyntheticMusic.rock(tempo: 120, bars: 12, from: 0.3)
    for beat in 0..<4 {
      let time = 0.3 + Double(beat + 8) * 0.5
      let hints = BeatHints(firstDownbeat: MediaTime(seconds: time + 0.04))
      let downbeats = try analysis(of: music.samples, hints: hints).beats
        .filter { $0.position == 1 }.map(\.time.seconds)
      #expect(downbeats.contains { abs($0 - time) < 0.02 })
      #expect(zip(downbeats, downbeats.dropFirst()).allSatisfy { abs($1 - $0 - 2) < 0.03 })
    }
  }

  @Test func `a told downbeat between two beats moves all to the other onsets`() throws {
    let strong = SyntheticMusic.grid(100, from: 0.4, to: 23.5)
    var music = SyntheticMusic.clicks(at: strong, seconds: 24)
    for time in strong { music.tone(1400, at: time + 0.3, decay: 0.02, gain: 0.25) }
    let plain = try analysis(of: music.samples)
    #expect(errors(of: plain.beats, against: strong).filter { $0 < 0.02 }.count > 30)
    let weak = strong.map { $0 + 0.3 }
    let hints = BeatHints(tempo: 100, firstDownbeat: MediaTime(seconds: weak[3] + 0.02))
    let moved = try analysis(of: music.samples, hints: hints)
    #expect(errors(of: moved.beats, against: weak).filter { $0 < 0.01 }.count > 30)
    let downbeat = moved.beats.first { abs($0.time.seconds - weak[3]) < 0.01 }
    #expect(downbeat?.position == 1)
  }

  @Test(arguments: [2, 5, 7]) func `a told metre counts the bars`(meter: Int) throws {
    let music = SyntheticMusic.rock(tempo: 120, bars: 12)
    let found = try analysis(of: music.samples, hints: BeatHints(meter: meter))
    #expect(found.meter == meter)
    #expect(found.beats.map(\.position).max() == meter)
  }

  @Test func `noise has beats when their tempo is told, and no certainty`() throws {
    var music = SyntheticMusic(seconds: 20)
    music.hiss(from: 1, to: 19, gain: 0.3)
    #expect(try analysis(of: music.samples).beats.isEmpty)
    let even = try analysis(
      of: music.samples,
      hints: BeatHints(tempo: 120, meter: 3, firstDownbeat: MediaTime(seconds: 2.3)))
    #expect((34...37).contains(even.beats.count))
    #expect(even.beats.contains { $0.time == MediaTime(seconds: 2.3) && $0.position == 1 })
    #expect(
      zip(even.beats, even.beats.dropFirst()).allSatisfy { ($1.time - $0.time).seconds == 0.5 })
    #expect(even.confidence == 0)
    #expect(even.sections.last?.range.end == even.duration)
  }

  @Test func `silence has no beats whatever tempo is told`() throws {
    let silence = [Float](repeating: 0, count: 22_050 * 5)
    #expect(try analysis(of: silence, hints: BeatHints(tempo: 120)).beats.isEmpty)
  }

  @Test func `beats that a person wrote down are taken as they are`() throws {
    let music = SyntheticMusic.rock(tempo: 120, bars: 8)
    let times = [0, 0.31, 0.7, 3.3, 3.301, 15.9, 16.49, 16.5, 40]
    let told = times.map { ToldBeat(time: MediaTime(seconds: $0)) }
    let hints = BeatHints(tempo: 77, meter: 3, beats: told)
    let found = try analysis(of: music.samples, hints: hints)
    #expect(found.beats.map(\.time) == told.dropLast(2).map(\.time))
    #expect(found.meter == 3)
    #expect(found.beatEnergy.count == found.beats.count)
    #expect(found.confidence == 1)
    let one = BeatHints(beats: [ToldBeat(time: MediaTime(seconds: 1), position: 1)])
    #expect(try analysis(of: music.samples, hints: one).beats.map(\.position) == [1])
  }

  @Test(arguments: [(120.0, 1.0), (60, 1), (137, 0)])
  func `a told tempo is believed unless the music contradicts it`(
    tempo: Double, confidence: Double
  ) throws {
    let music = SyntheticMusic.rock(tempo: 120, bars: 12)
    let found = try analysis(of: music.samples, hints: BeatHints(tempo: tempo))
    #expect(found.confidence == confidence)
  }

  @Test func `a jingle is no evidence`() throws {
    let whole = try analysis(of: SyntheticMusic.rock(tempo: 120, bars: 8).samples)
    let jingle = try analysis(of: SyntheticMusic.rock(tempo: 120, bars: 1, from: 0.5).samples)
    #expect(whole.confidence > 0.8)
    #expect(jingle.confidence < 0.4)
  }
}
