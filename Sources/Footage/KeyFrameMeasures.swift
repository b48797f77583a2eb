// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Measures of one shot from its key frames; what they cannot tell has the value of ordinary hand-held footage.
struct KeyFrameMeasures: Sendable {
  private var measures: ShotMeasures
  private var step: KeyFrameStep?
  private var hasSteps = false

  /// Per cent of the width per 1/30 s: the middle of measured camera footage.
  private static let usualPan = 0.1
  private static let usualShake = 0.1
  /// Codes per 1/30 s, likewise.
  private static let usualMotion = 1.0
  /// Share of the change between key frames that neighbouring pictures show.
  private static let motionShare = 0.2

  init(start: MediaTime) { measures = ShotMeasures(start: start) }

  /// Says what changed up to the picture that is added next.
  mutating func add(_ step: KeyFrameStep) { self.step = step }

  mutating func add(_ picture: PictureMeasures) {
    var picture = picture
    if let step {
      hasSteps = true
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
    if !hasSteps { shot.metrics.motion = Self.usualMotion }
    if shot.metrics.motion > 0 {
      shot.metrics.pan = Self.usualPan
      shot.metrics.shake = Self.usualShake
      shot.metrics.score = ShotScore.value(of: shot.metrics)
    }
    return shot
  }
}
