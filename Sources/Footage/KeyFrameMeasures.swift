// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Measures of one shot from its key frames; what they cannot tell has the value of ordinary hand-held footage.
struct KeyFrameMeasures: Sendable {
  private var measures: ShotMeasures
  private var step: KeyFrameStep?
  private var hasSteps = false

  init(start: MediaTime) { measures = ShotMeasures(start: start) }

  /// Says what changed up to the picture that is added next.
  mutating func add(_ step: KeyFrameStep) { self.step = step }

  mutating func add(_ picture: PictureMeasures) {
    var picture = picture
    if let step {
      hasSteps = true
      picture.change = step.spread()
    }
    step = nil
    measures.add(picture)
  }

  /// The shot that ends here.
  func shot(end: MediaTime) -> Shot {
    var measures = measures
    var shot = measures.shot(end: end)
    shot.assumeUsualMotion(isMotionKnown: hasSteps)
    return shot
  }
}

extension Shot {
  /// Per cent of the width per 1/30 s: the middle of measured camera footage.
  private static let usualPan = 0.1
  private static let usualShake = 0.1
  /// Codes per 1/30 s, likewise.
  private static let usualMotion = 1.0

  /// Gives the shot the motion of ordinary hand-held footage, where nothing says that it stands still.
  mutating func assumeUsualMotion(isMotionKnown: Bool = true) {
    if !isMotionKnown { metrics.motion = Self.usualMotion }
    guard metrics.motion > 0 else { return }
    metrics.pan = Self.usualPan
    metrics.shake = Self.usualShake
    metrics.score = ShotScore.value(of: metrics)
  }
}

extension KeyFrameStep {
  /// Share of the change between key frames that neighbouring pictures show.
  private static let motionShare = 0.2

  /// The change as if it went on evenly, by `rate` codes a second if that was measured.
  func spread(at rate: Double? = nil) -> PictureChange {
    let estimate = Double(change) * Self.motionShare * 30
    return PictureChange(
      start: start, seconds: seconds,
      codes: isStill ? 0 : max((rate ?? estimate) * seconds, 0.1))
  }
}
