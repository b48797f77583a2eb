// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

extension BeatActivation {
  /// A peak every `period` frames, and a downbeat every `meter` of them.
  static func peaks(period: Int, meter: Int, frames: Int, first: Int = 7) -> BeatActivation {
    var beat = [Float](repeating: 0.02, count: frames)
    var downbeat = [Float](repeating: 0.001, count: frames)
    for (index, frame) in stride(from: first, to: frames - 2, by: period).enumerated() {
      for offset in 0..<3 {
        beat[frame + offset] = 0.9
        downbeat[frame + offset] = index % meter == 0 ? 0.8 : 0.05
      }
    }
    return BeatActivation(beat: beat, downbeat: downbeat)
  }
}

struct BeatActivationTests {
  private func features(of music: SyntheticMusic) throws -> FeatureSeries {
    var features = try BeatFeatures()
    features.process(music.samples)
    return features.finish()
  }

  @Test func `a piece heard in stretches is heard as in one go`() throws {
    let series = try features(of: .rock(tempo: 117, bars: 30, from: 0.3))
    let whole = BeatActivation(of: series)
    let parts = BeatActivation(of: series, stretch: 75)
    #expect(whole.beat.count == series.frameCount && whole.downbeat.count == series.frameCount)
    #expect(zip(whole.beat, parts.beat).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(zip(whole.downbeat, parts.downbeat).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func `beats are likely where drums and chords have them, and nowhere else`() throws {
    let series = try features(of: .rock(tempo: 120, bars: 12, from: 0.5))
    let heard = BeatActivation(of: series)
    let beats = (8..<40).map { 50 + 50 * $0 }
    let on = beats.map { heard.beat[($0 - 2)...($0 + 2)].max() ?? 0 }
    let between = beats.map { heard.beat[($0 + 20)...($0 + 30)].max() ?? 0 }
    #expect(on.mean > 0.5 && between.mean < 0.1, "\(on.mean) \(between.mean)")
    #expect(zip(heard.beat, heard.downbeat).allSatisfy { $1 <= $0 })
  }

  @Test func `silence has no beats, and nothing is nothing`() throws {
    let series = try features(of: SyntheticMusic(seconds: 10))
    #expect((BeatActivation(of: series).beat.max() ?? 1) < 0.3)
    #expect(BeatActivation(of: .silence).beat.isEmpty)
  }
}
