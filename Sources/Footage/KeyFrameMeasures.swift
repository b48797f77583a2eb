// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Measures of one shot from its key frames; what they cannot tell has the value of ordinary hand-held footage.
struct KeyFrameMeasures: Sendable {
  private let start: MediaTime
  private var measures: ShotMeasures

  /// Per cent of the width per 1/30 s: the middle of measured camera footage.
  private static let usualPan = 0.2
  private static let usualShake = 0.1
  /// Share of the change between key frames that neighbouring pictures show.
  private static let motionShare = 0.1

  init(start: MediaTime) {
    self.start = start
    measures = ShotMeasures(start: start)
  }

  private var step: KeyFrameStep?

  /// Says what changed up to the picture that is added next.
  mutating func add(_ step: KeyFrameStep) { self.step = step }

  mutating func add(_ picture: PictureMeasures) {
    var picture = picture
    if let step {
      // Motion is given as change over time, so the estimate is spread over the whole step.
      let codes = Double(step.change) * Self.motionShare * step.seconds * 30
      picture.change = PictureChange(
        start: step.start, seconds: step.seconds, codes: step.isStill ? 0 : max(codes, 0.1))
    }
    step = nil
    measures.add(picture)
  }

  /// The shot that ends here.
  func shot(end: MediaTime) -> Shot {
    var measures = measures
    var shot = measures.shot(end: end)
    if shot.metrics.motion > 0 {
      shot.metrics.pan = Self.usualPan
      shot.metrics.shake = Self.usualShake
      shot.metrics.score = ShotScore.value(of: shot.metrics)
    }
    return shot
  }
}
