// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct OffBeatTests {
  /// Ten bars of 2 s with a new chord each, equal clicks on every half beat, and a drum on some of them.
  private func features(drumAt drum: Double?) throws -> (FeatureSeries, OnsetActivation) {
    var music = SyntheticMusic.clicks(at: SyntheticMusic.grid(240, from: 0, to: 19.9), seconds: 20)
    let roots = [220.0, 293.66, 329.63, 261.63]
    for bar in 0..<10 {
      let root = roots[bar % roots.count]
      let begin = Double(bar) * 2
      music.chord([root, root * 1.26, root * 1.5], from: begin, to: begin + 2, gain: 0.06)
      guard let drum else { continue }
      for beat in 0..<4 {
        music.tone(60, at: begin + Double(beat) * 0.5 + drum, decay: 0.08, gain: 0.6)
      }
    }
    var features = try BeatFeatures()
    features.process(music.samples)
    let series = features.finish()
    return (series, OnsetActivation(of: series.mel))
  }

  private let on = Array(stride(from: 0, to: 1950, by: 50))
  private let off = Array(stride(from: 25, to: 1950, by: 50))

  @Test func `chords decide where drums do not`() throws {
    let (features, onsets) = try features(drumAt: nil)
    #expect(OffBeat(of: on, features: features, onsets: onsets).frames == on)
    let moved = OffBeat(of: off, features: features, onsets: onsets).frames
    #expect(moved == Array(on.dropFirst()))
  }

  @Test func `a plain drum decides by itself`() throws {
    let (features, onsets) = try features(drumAt: 0.25)
    #expect(OffBeat(of: off, features: features, onsets: onsets).frames == off)
  }

  @Test func `few beats stay where they are`() throws {
    let (features, onsets) = try features(drumAt: nil)
    let few = Array(off.prefix(7))
    #expect(OffBeat(of: few, features: features, onsets: onsets).frames == few)
  }
}
