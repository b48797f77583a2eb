// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import Testing

@testable import Music

/// Analyses `samples` in blocks.
func analysis(
  of samples: [Float], hints: BeatHints = BeatHints(), block: Int = 4096
) throws -> MusicAnalysis {
  var analyser = try MusicAnalyser(hints: hints)
  for start in stride(from: 0, to: samples.count, by: block) {
    analyser.process(Array(samples[start..<min(start + block, samples.count)]))
  }
  return analyser.finish()
}

/// Distance in seconds of each beat to the nearest true one.
func errors(of beats: [Beat], against truth: [Double]) -> [Double] {
  beats.map { beat in truth.map { abs($0 - beat.time.seconds) }.min() ?? .infinity }
}

struct MusicAnalyserTests {
  @Test(arguments: [62.0, 97.3, 127.5, 174, 198])
  func `clicks are beats to a few milliseconds`(tempo: Double) throws {
    let truth = SyntheticMusic.grid(tempo, from: 0.4, to: 19.9)
    let found = try analysis(of: SyntheticMusic.clicks(at: truth, seconds: 20).samples)
    #expect(abs(found.tempo / tempo - 1) < 0.005)
    #expect(abs(found.beats.count - truth.count) <= 1)
    let errors = errors(of: found.beats, against: truth).sorted()
    #expect(errors[errors.count / 2] < 0.003)
    #expect((errors.last ?? 1) < 0.01)
    #expect(found.confidence > 0.5)
  }

  @Test(arguments: [104.5, 121.7, 150])
  func `drums and chords give beats, bars and metre`(tempo: Double) throws {
    let music = SyntheticMusic.rock(tempo: tempo, bars: 12, from: 0.3)
    let found = try analysis(of: music.samples)
    #expect(abs(found.tempo / tempo - 1) < 0.005)
    #expect(found.meter == 4)
    let bars = (0..<12).map { 0.3 + Double(4 * $0) * 60 / tempo }
    let downbeats = found.beats.filter { $0.position == 1 }
    #expect(abs(downbeats.count - 12) <= 1)
    #expect(errors(of: downbeats, against: bars).filter { $0 < 0.03 }.count >= 11)
  }

  @Test func `an accent on every third click makes a waltz`() throws {
    let truth = SyntheticMusic.grid(150, from: 0.2, to: 20)
    var music = SyntheticMusic.clicks(at: truth, seconds: 20)
    for (index, time) in truth.enumerated() where index % 3 == 0 {
      music.tone(200, at: time, decay: 0.1, gain: 0.8)
    }
    let found = try analysis(of: music.samples)
    #expect(found.meter == 3)
    let bars = stride(from: 0, to: truth.count, by: 3).map { truth[$0] }
    let downbeats = found.beats.filter { $0.position == 1 }
    #expect(downbeats.count > 13)
    #expect(errors(of: downbeats, against: bars).filter { $0 > 0.03 }.count <= 1)
  }

  @Test func `beats follow a tempo that rises from 100 to 130`() throws {
    var truth: [Double] = []
    var time = 0.5
    while time < 59 {
      truth.append(time)
      time += 60 / (100 + 30 * time / 60)
    }
    let found = try analysis(of: SyntheticMusic.clicks(at: truth, seconds: 60).samples)
    #expect(abs(found.beats.count - truth.count) <= 2)
    #expect(errors(of: found.beats, against: truth).filter { $0 > 0.025 }.count <= 2)
  }

  @Test func `there are no beats in the silence around a piece`() throws {
    let truth = SyntheticMusic.grid(110, from: 2, to: 22)
    let found = try analysis(of: SyntheticMusic.clicks(at: truth, seconds: 27).samples)
    let first = try #require(found.beats.first)
    let last = try #require(found.beats.last)
    #expect(abs(first.time.seconds - 2) < 0.02)
    #expect(last.time.seconds < (truth.last ?? 0) + 0.02)
    #expect(abs(found.beats.count - truth.count) <= 1)
  }

  @Test(arguments: [0, 1, 11_025, 220_500])
  func `silence has no beats`(count: Int) throws {
    let found = try analysis(of: [Float](repeating: 0, count: count))
    #expect(found.beats.isEmpty && found.beatEnergy.isEmpty)
    #expect(found.tempo == 0)
    #expect(found.confidence == 0)
    #expect(found.duration == MediaTime(ticks: Int64(count), timebase: Rational(1, 22_050)))
    #expect(found.sections.count == (count == 0 ? 0 : 1))
  }

  @Test func `noise and a steady tone have no beats`() throws {
    var noise = SyntheticMusic(seconds: 20)
    noise.hiss(from: 0, to: 20, gain: 0.3)
    #expect(try analysis(of: noise.samples).beats.isEmpty)
    var burst = SyntheticMusic(seconds: 20)
    burst.hiss(from: 8, to: 9, gain: 0.5)
    #expect(try analysis(of: burst.samples).beats.isEmpty)
    var tone = SyntheticMusic(seconds: 20)
    tone.chord([220, 330], from: 0, to: 20, gain: 0.2)
    #expect(try analysis(of: tone.samples).beats.isEmpty)
  }

  @Test func `the size of blocks changes nothing`() throws {
    let samples = SyntheticMusic.rock(tempo: 123.4, bars: 5, from: 0.1).samples
    let whole = try analysis(of: samples, block: samples.count)
    #expect(!whole.beats.isEmpty)
    for block in [1, 77, 4096] { #expect(try analysis(of: samples, block: block) == whole) }
  }

  @Test func `spoilt samples do not spoil the beats`() throws {
    let truth = SyntheticMusic.grid(125, from: 0.3, to: 30)
    var samples = SyntheticMusic.clicks(at: truth, seconds: 30).samples
    for index in samples.indices {
      samples[index] = min(max(samples[index] * 8, -0.8), 0.8) + 0.2
    }
    samples[1000] = .nan
    samples[200_000] = .infinity
    samples[300_000] = -.greatestFiniteMagnitude
    let found = try analysis(of: samples)
    #expect(abs(found.tempo - 125) < 0.5)
    #expect(errors(of: found.beats, against: truth).filter { $0 < 0.025 }.count >= truth.count - 4)
    #expect(found.beatEnergy.allSatisfy { $0.isFinite })
  }

  @Test func `beats rise, energies are shares and sections cover the piece`() throws {
    let found = try analysis(of: SyntheticMusic.rock(tempo: 132, bars: 12).samples)
    #expect(zip(found.beats, found.beats.dropFirst()).allSatisfy { $0.time < $1.time })
    #expect(found.beatEnergy.count == found.beats.count)
    #expect(found.beatEnergy.allSatisfy { (0...1).contains($0) })
    #expect(found.sections.first?.range.start == .zero)
    #expect(found.sections.last?.range.end == found.duration)
    #expect(
      zip(found.sections, found.sections.dropFirst()).allSatisfy { $0.range.end == $1.range.start })
  }
}
