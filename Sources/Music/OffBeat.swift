// SPDX-License-Identifier: GPL-3.0-or-later

/// Moves beats by half an interval where they were found between those that are meant.
///
/// Half the tempo that a decoder would choose fits at two phases, and onsets hardly tell them apart. Bars do: what
/// starts a bar, a new chord above all, falls on a beat.
struct OffBeat {
  /// The beats, moved if they were off.
  let frames: [Int]

  /// Flux below 250 Hz on the beats less that between them, against their mean: above it the drums have decided.
  private static let plainBass: Float = 0.15
  /// Evidence for bar lines on the beats less that between them: below it they are off.
  private static let leastEvidence: Float = -0.004
  /// Fewer tell nothing.
  private static let fewestBeats = 8

  init(of frames: [Int], features: FeatureSeries, onsets: OnsetActivation) {
    let between = zip(frames, frames.dropFirst()).map { ($0 + $1) / 2 }
    guard frames.count >= Self.fewestBeats else {
      self.frames = frames
      return
    }
    let both = zip(frames, between).flatMap { [$0, $1] }
    let bass = both.map { frame in
      let last = min(frame + PulseClarity.after, onsets.lowFlux.count - 1)
      return onsets.lowFlux[max(frame - PulseClarity.before, 0)...last].max() ?? 0
    }
    let evidence = DownbeatEvidence(frames: both, features: features).ratios
    let isPlain = Self.advantage(of: bass) > Self.plainBass * bass.mean
    let isOff = !isPlain && Self.advantage(of: evidence) < Self.leastEvidence
    self.frames = isOff ? between : frames
  }

  /// Half the mean of every other value from the first, less that of the rest.
  private static func advantage(of values: [Float]) -> Float {
    let sum = values.enumerated().reduce(0) {
      $0 + ($1.offset.isMultiple(of: 2) ? 1 : -1) * $1.element
    }
    return sum / Float(max(values.count, 1))
  }
}
