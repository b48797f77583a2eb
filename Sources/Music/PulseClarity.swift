// SPDX-License-Identifier: GPL-3.0-or-later

/// How much more begins on the beats than elsewhere: 0 for noise, about 0.4 for music, 0.7 for a lone drum.
struct PulseClarity {
  let value: Float

  /// Frames around a beat's frame in which its onset may lie: the path is early by its region.
  static let before = 1
  static let after = 4
  /// Clarity that the best path through noise reaches, with room: 0.06 in white noise.
  private static let noise: Float = 0.1

  /// Of the beats of a path through `activation`.
  init(_ path: BarPath, activation: [Float]) {
    self.init(frames: path.beats.map(\.frame), activation: activation)
  }

  init(frames: [Int], activation: [Float]) {
    let around = activation.indices.map { frame in
      let last = min(frame + Self.after, activation.count - 1)
      return activation[max(frame - Self.before, 0)...last].max() ?? 0
    }
    value = frames.map { around[$0] }.mean - around.mean
  }

  /// False where what begins, begins at any time.
  var isPulse: Bool { value > Self.noise }
}
