// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct BeatFeaturesTests {
  private func features(of samples: [Float]) throws -> FeatureSeries {
    var features = try BeatFeatures()
    features.process(samples)
    return features.finish()
  }

  @Test(arguments: [0, 1, 220, 221, 222, 11_025, 100_000])
  func `there are a hundred frames a second`(count: Int) throws {
    let series = try features(of: [Float](repeating: 0.1, count: count))
    let frames = FrameRate.frameCount(ofSamples: count)
    #expect(series.frameCount == frames)
    #expect(series.mel.count == frames)
    #expect(series.semitones.count == (frames + 3) / 4)
    #expect(series.sampleCount == count)
  }

  @Test func `a note is in its semitone, and loudest in its band`() throws {
    var music = SyntheticMusic(seconds: 3)
    music.chord([220], from: 0, to: 3, gain: 0.5)
    let series = try features(of: music.samples)
    let row = Array(series.semitones.row(30))
    // MIDI 57 is the 220 Hz A; the first filter is MIDI 33.
    #expect(row.max() == row[57 - 33])
    #expect(abs(series.level[150] - 0.35) < 0.02)
  }

  @Test func `loudness does not change the features`() throws {
    let loud = SyntheticMusic.rock(tempo: 120, bars: 3).samples
    let (first, second) = (try features(of: loud), try features(of: loud.map { $0 * 0.05 }))
    let largest = zip(first.mel.values, second.mel.values).map { abs($0 - $1) }.max() ?? 1
    #expect(largest < 0.001)
  }
}
