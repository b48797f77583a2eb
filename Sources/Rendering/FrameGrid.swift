// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Which frame of a source stands at which frame of the house rate.
///
/// House frame j shows what the source shows at j / rate, counted from its first displayed frame. A source
/// frame counts as shown a quarter of a house frame early: rounding of time stamps (29.97 in 30, jitter of
/// phones) then neither doubles nor drops a frame, and 60 in 30 takes every other frame steadily.
package struct FrameGrid: Sendable {
  package let rate: Rational

  package init(rate: Rational) { self.rate = rate }

  /// The time at which house frame `frame` is shown.
  package func time(of frame: Int) -> MediaTime { MediaTime(frame: frame, rate: rate) }

  /// Whether the source frame at `time` replaces the one before it at house frame `frame`.
  package func isDue(_ time: MediaTime, at frame: Int) -> Bool {
    time <= MediaTime(ticks: Int64(frame) * 4 + 1, timebase: (rate * Rational(4)).inverse)
  }

  /// How many house frames a source of this duration fills; at least one.
  package func frameCount(of duration: MediaTime) -> Int {
    max(1, duration.frame(at: rate, rounding: .down))
  }
}
