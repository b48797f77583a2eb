// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct DownbeatEvidenceTests {
  @Test func `beats with a new chord speak for a bar line`() {
    let frames = Array(stride(from: 0, to: 1600, by: 50))
    var semitones = FrameRows(width: 48)
    for row in 0..<400 {
      let chord = row * 4 / 200 % 2 * 5
      semitones.values += (0..<48).map { ($0 + chord) % 12 == 0 ? 1 : 0.05 }
    }
    let features = FeatureSeries(
      sampleCount: 1600 * 220, mel: FrameRows(width: 40), semitones: semitones,
      level: [Float](repeating: 0.1, count: 1600), envelope: FrameRows(width: 4), gain: 1)
    let ratios = DownbeatEvidence(frames: frames, features: features).ratios
    for beat in 4..<28 { #expect((ratios[beat] > 0) == (beat % 4 == 0)) }
  }

  @Test func `loud beats speak for a bar line where there are no chords`() {
    let frames = Array(stride(from: 0, to: 1500, by: 50))
    var semitones = FrameRows(width: 48)
    semitones.values = [Float](repeating: 0, count: 48 * 375)
    let features = FeatureSeries(
      sampleCount: 1500 * 220, mel: FrameRows(width: 40), semitones: semitones,
      level: (0..<1500).map { $0 / 50 % 3 == 0 ? 0.3 : 0.1 }, envelope: FrameRows(width: 4), gain: 1
    )
    let ratios = DownbeatEvidence(frames: frames, features: features).ratios
    for beat in 0..<30 { #expect((ratios[beat] > -0.4) == (beat % 3 == 0)) }
  }
}
