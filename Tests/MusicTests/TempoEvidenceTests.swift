// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct TempoEvidenceTests {
  private func confidence(
    certainty: Double = 0.8, margin: Double = 0.15, beats: Int = 200
  ) -> Double {
    TempoEvidence(certainty: certainty, margin: margin, beatCount: beats).confidence
  }

  @Test func `certain beats and no rival make it sure, within what was learnt`() {
    #expect(confidence(certainty: 0.9) > confidence(certainty: 0.6))
    #expect(confidence(margin: 0.2) > confidence(margin: 0.05))
    #expect(confidence(certainty: 0.96) == confidence(certainty: 1))
    #expect(confidence(margin: -1) == confidence(margin: 0))
    #expect(confidence(margin: 0.3) == confidence(margin: 3))
    #expect(confidence(certainty: 0.9, margin: 0.25) > 0.95)
    #expect(confidence(certainty: 0.5, margin: 0.01) < 0.5)
  }

  @Test func `few beats are little evidence`() {
    #expect(confidence(beats: 8) == confidence(beats: 16) / 2)
    #expect(confidence(beats: 16) == confidence(beats: 999))
  }
}
