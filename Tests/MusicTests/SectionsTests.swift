// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Music

struct SectionsTests {
  private func stretch(_ level: Float) -> [Float] { [Float](repeating: level, count: 16) }

  @Test func `labels follow the course of energy`() {
    let rising = (0..<16).map { 0.1 + 0.6 * Float($0) / 15 }
    let labels = SectionLabel.labels(of: [
      stretch(0.2), stretch(0.5), stretch(0.3), rising, stretch(0.9), stretch(0.85), stretch(0.2),
    ])
    #expect(labels == [.intro, .verse, .verse, .build, .drop, .verse, .outro])
    #expect(
      SectionLabel.labels(of: [stretch(0.6), stretch(0.2), stretch(0.7)]) == [
        .verse, .break, .drop,
      ])
    #expect(SectionLabel.labels(of: [stretch(0.5)]) == [.verse])
  }

  @Test func `a loud half after a quiet half starts a section on its bar line`() throws {
    let beat = 0.5
    var music = SyntheticMusic(seconds: 32)
    for number in 0..<64 {
      let gain = number < 32 ? 0.08 : 0.6
      music.tone(number % 4 == 0 ? 60 : 200, at: Double(number) * beat, decay: 0.1, gain: gain)
      if number >= 32 { music.noise(at: (Double(number) + 0.5) * beat, gain: 0.3) }
    }
    let found = try analysis(of: music.samples)
    try #require(found.sections.count == 2)
    #expect(abs(found.sections[0].range.end.seconds - 16) < 2.1)
    #expect(found.sections[0].label == "intro")
    #expect(found.sections[1].label == "drop")
    #expect(found.sections[1].energy > found.sections[0].energy + 0.3)
    #expect(found.beats.contains { $0.time == found.sections[0].range.end && $0.position == 1 })
  }

  @Test func `without beats there is one section`() {
    let curve = EnergyCurve(
      bounds: [],
      features: FeatureSeries(
        sampleCount: 0, mel: FrameRows(width: 40), semitones: FrameRows(width: 48), level: [],
        envelope: FrameRows(width: 4), gain: 1),
      onsets: OnsetActivation(of: FrameRows(width: 40)))
    let sections = Sections(beats: [], duration: MediaTime(seconds: 3)).divide(curve)
    #expect(sections.map(\.range.duration) == [MediaTime(seconds: 3)])
    #expect(Sections(beats: [], duration: .zero).divide(curve).isEmpty)
  }
}
