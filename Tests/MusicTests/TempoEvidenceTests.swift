// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct TempoEvidenceTests {
  private func confidence(
    _ tempo: Double, clarity: Double = 0.4, doubling: Double = -0.1, beats: Int = 200
  ) -> Double {
    TempoEvidence(tempo: tempo, clarity: clarity, doubling: doubling, beatCount: beats).confidence
  }

  @Test func `the further from where people tap, the less sure`() {
    let tempi = [115.0, 130, 150, 170, 200]
    #expect(zip(tempi, tempi.dropFirst()).allSatisfy { confidence($0) > confidence($1) })
    #expect(confidence(100) > confidence(60))
    #expect(confidence(115) > 0.9)
    #expect(confidence(200) < 0.4)
  }

  @Test func `a clear pulse and notes between the beats make it surer, within what was learnt`() {
    #expect(confidence(150, clarity: 0.5) > confidence(150, clarity: 0.2))
    #expect(confidence(150, doubling: -0.05) > confidence(150, doubling: -0.3))
    #expect(confidence(150, clarity: 0.6) == confidence(150, clarity: 0.9))
    #expect(confidence(150, doubling: -0.4) == confidence(150, doubling: -2))
  }

  @Test func `few beats are little evidence`() {
    #expect(confidence(115, beats: 8) == confidence(115, beats: 16) / 2)
    #expect(confidence(115, beats: 16) == confidence(115, beats: 999))
  }
}
