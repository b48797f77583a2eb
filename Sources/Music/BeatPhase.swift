// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts decoded beats in phase with one that is told.
struct BeatPhase {
  /// The beats, moved between their neighbours where they lay off the told one.
  let frames: [Int]

  /// Share of an interval by which a told beat may miss a decoded one and still mean it: people round, and
  /// the next place for a beat, a third of the way, is further.
  private static let tolerance = 0.22

  /// Moves beats at `frames`, two at least, so that one is at `time`, unless one is near it.
  init(of frames: [Int], through time: Double) {
    let target = time * Double(FrameRate.framesPerSecond)
    let place = Self.place(of: target, in: frames.map(Double.init))
    let shift = place - place.rounded(.down)
    guard frames.count > 1, shift > Self.tolerance, shift < 1 - Self.tolerance else {
      self.frames = frames
      return
    }
    let gaps = zip(frames, frames.dropFirst()).map { $1 - $0 }
    var moved = frames.indices.map { index in
      frames[index] + Int((shift * Double(gaps[min(index, gaps.count - 1)])).rounded())
    }
    let first = moved[0] - gaps[0]
    if first >= 0 { moved.insert(first, at: 0) }
    self.frames = moved
  }

  /// The number of the beat at or nearest to `time`; beyond the ends they go on as they began and ended.
  static func beat(at time: Double, in times: [Double]) -> Int {
    Int(place(of: time, in: times).rounded())
  }

  /// Where `target` lies among rising `points`, in points and parts of the way to the next.
  private static func place(of target: Double, in points: [Double]) -> Double {
    guard let first = points.first, let last = points.last, points.count > 1 else { return 0 }
    if target < first { return (target - first) / (points[1] - first) }
    let end = points.count - 1
    if target >= last { return Double(end) + (target - last) / (last - points[end - 1]) }
    let next = points.firstIndex { $0 > target } ?? end
    return Double(next - 1) + (target - points[next - 1]) / (points[next] - points[next - 1])
  }
}
