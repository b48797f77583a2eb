// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct EnergyCurveTests {
  private func curve(level: [Float]) -> EnergyCurve {
    var mel = FrameRows(width: 40)
    for (frame, value) in level.enumerated() {
      mel.values += [Float](repeating: frame % 10 == 0 ? value * 20 : 0, count: 40)
    }
    let features = FeatureSeries(
      sampleCount: level.count * 220, mel: mel, semitones: FrameRows(width: 48), level: level,
      envelope: FrameRows(width: 4), gain: 1)
    return EnergyCurve(
      bounds: Array(stride(from: 0, through: level.count, by: 50)), features: features,
      onsets: OnsetActivation(of: mel))
  }

  @Test func `loud and busy is high, calm is low`() {
    let level = [Float](repeating: 0.01, count: 500) + [Float](repeating: 0.3, count: 500)
    let energy = curve(level: level).energy
    #expect(energy.count == 20)
    #expect(energy.prefix(10).allSatisfy { $0 < 0.1 })
    #expect(energy.suffix(10).allSatisfy { $0 > 0.9 })
  }

  @Test func `a piece that hardly varies stays around a half`() {
    let energy = curve(level: (0..<1000).map { 0.1 + 0.005 * Float($0 / 50 % 2) }).energy
    #expect(energy.allSatisfy { abs($0 - 0.5) < 0.3 })
  }
}
