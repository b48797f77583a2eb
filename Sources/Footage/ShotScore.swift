// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
package import Media

/// Joins the measures of a shot into one number: sharp, well lit, steady and alive is 1, unusable is 0.
///
/// Each measure becomes a share between 0 and 1; the score is their weighted geometric mean, so that a
/// picture without light or contrast is worth nothing however steady it is.
package enum ShotScore {
  package static func value(of metrics: ShotMetrics) -> Double {
    let parts: [(share: Double, weight: Double)] = [
      (focus(metrics), 0.3),
      (steadiness(metrics), 0.3),
      (light(metrics), 0.2),
      (rise(metrics.contrast, from: 0.03, to: 0.35), 0.1),
      (life(metrics), 0.1),
    ]
    return parts.reduce(1) { $0 * pow($1.share, $1.weight) }
  }

  /// Unknown focus counts as middling; even a soft shot keeps a tenth.
  private static func focus(_ metrics: ShotMetrics) -> Double {
    guard let sharpness = metrics.sharpness else { return 0.6 }
    return 0.1 + 0.9 * rise(sharpness, from: 0.05, to: 0.25)
  }

  /// Half at a shake of 0.6 % (a walking hand) and at a pan of 4 % (a swipe).
  private static func steadiness(_ metrics: ShotMetrics) -> Double {
    let shake = metrics.shake / 0.6
    let pan = metrics.pan / 4
    return 1 / (1 + shake * shake) / (1 + pan * pan)
  }

  /// Full from a fifth to three quarters of white; clipped areas count once they are large.
  private static func light(_ metrics: ShotMetrics) -> Double {
    let level =
      rise(metrics.exposure, from: 0.02, to: 0.2) * rise(1 - metrics.exposure, from: 0.02, to: 0.25)
    let clipped = max(0, metrics.shadows - 0.4) + max(0, metrics.highlights - 0.1)
    return level * rise(1 - clipped, from: 0.3, to: 1)
  }

  /// A picture in which something moves is worth more than a still, a blur of change less.
  private static func life(_ metrics: ShotMetrics) -> Double {
    0.6 + 0.4 * rise(metrics.motion, from: 0, to: 2) - 0.5 * rise(metrics.motion, from: 15, to: 40)
  }

  /// 0 up to `low`, 1 from `high` on, a straight line between.
  private static func rise(_ value: Double, from low: Double, to high: Double) -> Double {
    min(max((value - low) / (high - low), 0), 1)
  }
}
