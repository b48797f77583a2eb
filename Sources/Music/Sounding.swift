// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Where a piece sounds: from its first sound to its last.
struct Sounding {
  /// Frames that sound, with the few before the first that its analysis window reaches into; empty in silence.
  let frames: Range<Int>

  /// Silence below full scale: -80 dB, under any recording, over the noise of 16 bits.
  private static let faintest: Float = 1e-4
  /// Silence below the loud parts of the piece: -50 dB, where rooms and tapes rustle.
  private static let share: Float = 0.003
  /// Frames by which the flux of an onset comes before its loudness: half the window, and the lag.
  private static let lead = 4

  init(_ features: FeatureSeries) {
    let loudness = LoudnessNormalisation.target / features.gain
    let threshold = max(Self.faintest, Self.share * loudness)
    let first = features.level.firstIndex { $0 > threshold }
    let last = features.level.lastIndex { $0 > threshold }
    guard let first, let last else {
      frames = 0..<0
      return
    }
    frames = max(0, first - Self.lead)..<(last + 1)
  }

  /// From the first sound to the last; all of the piece in silence.
  func range(within duration: MediaTime) -> TimeRange {
    guard !frames.isEmpty else { return TimeRange(start: .zero, end: duration) }
    let rate = Rational(Int64(FrameRate.framesPerSecond))
    let first = frames.lowerBound == 0 ? 0 : frames.lowerBound + Self.lead
    return TimeRange(
      start: MediaTime(frame: first, rate: rate),
      end: min(MediaTime(frame: frames.upperBound, rate: rate), duration))
  }
}
