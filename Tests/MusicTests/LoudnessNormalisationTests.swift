// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Music

struct LoudnessNormalisationTests {
  private func series(level: [Float]) -> FeatureSeries {
    var mel = FrameRows(width: 1)
    mel.values = level
    return FeatureSeries(
      sampleCount: level.count * 220, mel: mel, semitones: mel, level: level,
      envelope: FrameRows(width: 4), gain: 1)
  }

  @Test(arguments: [0.002, 0.1, 0.9] as [Float])
  func `pieces of any loudness become alike`(level: Float) {
    var series = series(level: [Float](repeating: level, count: 500))
    LoudnessNormalisation().apply(to: &series)
    #expect(abs(series.gain * level - 0.1) < 1e-5)
    #expect(abs(series.mel[100, 0] - log1p(1)) < 1e-4)
    #expect(abs(series.semitones[100, 0] - log1p(0.3)) < 1e-4)
  }

  @Test func `a loud tenth does not set the loudness, and silence is not blown up`() {
    var mixed = series(
      level: [Float](repeating: 0.05, count: 910) + [Float](repeating: 1, count: 90))
    LoudnessNormalisation().apply(to: &mixed)
    #expect(abs(mixed.gain - 2) < 0.01)
    var silent = series(level: [Float](repeating: 1e-7, count: 100))
    LoudnessNormalisation().apply(to: &silent)
    #expect(silent.gain <= 1001)
  }
}
