// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Music

struct SoundingTests {
  private func sounding(_ level: [Float], gain: Float = 1) -> Range<Int> {
    Sounding(
      FeatureSeries(
        sampleCount: level.count * 220, mel: FrameRows(width: 40), semitones: FrameRows(width: 48),
        level: level, envelope: FrameRows(width: 4), gain: gain)
    ).frames
  }

  @Test func `a piece sounds from its first sound to its last`() {
    let quiet = [Float](repeating: 0.0002, count: 50)
    let loud = [Float](repeating: 0.1, count: 20)
    #expect(sounding(quiet + loud + quiet + loud + quiet) == 46..<140)
    #expect(sounding(loud) == 0..<20)
  }

  @Test func `the range is that of the sound, without what a window reaches into`() {
    func range(_ level: [Float]) -> TimeRange {
      Sounding(
        FeatureSeries(
          sampleCount: level.count * 220, mel: FrameRows(width: 40),
          semitones: FrameRows(width: 48), level: level, envelope: FrameRows(width: 4), gain: 1)
      ).range(within: MediaTime(seconds: 0.69))
    }
    let quiet = [Float](repeating: 0, count: 30)
    let loud = [Float](repeating: 0.1, count: 20)
    #expect(
      range(quiet + loud + quiet)
        == TimeRange(start: MediaTime(seconds: 0.3), end: MediaTime(seconds: 0.5)))
    #expect(
      range(loud + quiet + loud)
        == TimeRange(start: .zero, end: MediaTime(seconds: 0.69)))
    #expect(range(quiet) == TimeRange(start: .zero, end: MediaTime(seconds: 0.69)))
  }

  @Test func `a quiet piece sounds, silence does not`() {
    #expect(sounding([Float](repeating: 0.0005, count: 30), gain: 200) == 0..<30)
    #expect(sounding([Float](repeating: 0.00005, count: 30), gain: 1000).isEmpty)
    #expect(sounding([]).isEmpty)
  }
}
