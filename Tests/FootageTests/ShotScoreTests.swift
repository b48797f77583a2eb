// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import Testing

struct ShotScoreTests {
  private let good = ShotMetrics(
    sharpness: 0.3, exposure: 0.45, shadows: 0.02, highlights: 0.01, contrast: 0.6, motion: 3,
    pan: 0.1, shake: 0.03)

  @Test func `a good shot is near the top`() {
    #expect(ShotScore.value(of: good) > 0.9)
    #expect(ShotScore.value(of: good) <= 1)
  }

  @Test(arguments: [
    ShotMetrics(exposure: 0, shadows: 1, contrast: 0),
    ShotMetrics(exposure: 0.5, contrast: 0),
    ShotMetrics(exposure: 1, highlights: 1, contrast: 0),
  ])
  func `black, flat and blown shots are worth nothing`(metrics: ShotMetrics) {
    #expect(ShotScore.value(of: metrics) == 0)
  }

  @Test(
    arguments: [
      \ShotMetrics.shake, \.pan, \.shadows, \.highlights,
    ] as [any WritableKeyPath<ShotMetrics, Double> & Sendable])
  func `more of a fault is never better`(
    fault: any WritableKeyPath<ShotMetrics, Double> & Sendable
  ) {
    var last = 2.0
    for amount in [0, 0.1, 0.3, 0.6, 1] {
      var metrics = good
      metrics[keyPath: fault] = amount
      let score = ShotScore.value(of: metrics)
      #expect(score <= last)
      last = score
    }
    #expect(last < ShotScore.value(of: good))
  }

  @Test func `soft is worse than unknown, unknown worse than sharp`() {
    let scores = [0.04, nil, 0.3].map { sharpness in
      var metrics = good
      metrics.sharpness = sharpness
      return ShotScore.value(of: metrics)
    }
    #expect(scores == scores.sorted())
    #expect(Set(scores).count == 3)
  }

  @Test func `something that moves is better than a still`() {
    var still = good
    still.motion = 0
    #expect(ShotScore.value(of: still) < ShotScore.value(of: good))
    #expect(ShotScore.value(of: still) > 0.8 * ShotScore.value(of: good))
  }
}
