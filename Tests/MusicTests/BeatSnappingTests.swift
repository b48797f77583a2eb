// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct BeatSnappingTests {
  /// The level of a note `age` frames after its onset: a attack of 30 ms that fades before the next.
  private func attack(age: Double) -> Double {
    let rise = min(max((age + 1.5) / 3, 0), 1)
    let fall = min(max((age - 1.5) / 20, 0), 1)
    return rise * rise * (3 - 2 * rise) - fall
  }

  /// Frames of mel bands in which everything rises at `onsets`, in frames and parts of one.
  private func rows(_ count: Int, onsets: [Double]) -> OnsetActivation {
    var rows = FrameRows(width: 40)
    for frame in 0..<count {
      let level = onsets.map { attack(age: Double(frame) - $0) }.max() ?? 0
      rows.values += [Float](repeating: Float(level), count: 40)
    }
    return OnsetActivation(of: rows)
  }

  @Test func `beats a little off move to their onsets`() {
    let onsets = stride(from: 30.0, to: 970, by: 47.3).map { $0 }
    let snapping = BeatSnapping(onsets: rows(1000, onsets: onsets), attacks: AttackFinder(.silence))
    let wobble = [-3, 1, 0, 2, -1]
    let frames = onsets.enumerated().map { Int($1) + wobble[$0 % 5] }
    let times = snapping.times(of: frames)
    #expect(times.count == frames.count)
    let errors = zip(times, onsets).map { $0 - $1 / 100 }
    // A constant latency is calibrated elsewhere; here beats must agree among each other.
    let middle = errors.sorted()[errors.count / 2]
    #expect(errors.allSatisfy { abs($0 - middle) < 0.004 }, "\(errors)")
    #expect(abs(middle) < 0.02)
  }

  @Test func `without onsets beats keep their grid, in order`() {
    let snapping = BeatSnapping(onsets: rows(1000, onsets: []), attacks: AttackFinder(.silence))
    let times = snapping.times(of: Array(stride(from: 0, to: 990, by: 40)))
    #expect(zip(times, times.dropFirst()).allSatisfy { abs($1 - $0 - 0.4) < 1e-6 })
    #expect(snapping.times(of: []).isEmpty)
    #expect(snapping.times(of: [3]).count == 1)
  }
}
