// SPDX-License-Identifier: GPL-3.0-or-later

/// Times of displayed frames from the timestamps of a file: from zero, strictly increasing, without gaps in the count.
struct PresentationClock {
  /// Ticks of a frame at the average rate; at least one.
  let frameTicks: Int64
  /// Ticks of a second: a step back by more is a new start of the recorder's clock, not disorder.
  let secondTicks: Int64
  /// Largest believable step forward; nil where the container has no discontinuities.
  let largestStep: Int64?

  /// Timestamp of the first displayed frame.
  private(set) var origin: Int64?
  /// True once a timestamp was missing or had to be changed: times then depend on all frames before.
  private(set) var hasRepaired = false
  private var last: Int64?
  private var shift: Int64 = 0

  init(frameTicks: Int64, secondTicks: Int64, largestStep: Int64? = nil) {
    self.frameTicks = max(frameTicks, 1)
    self.secondTicks = max(secondTicks, 1)
    self.largestStep = largestStep
  }

  /// Time of the next displayed frame; nil when nothing tells it, as after a jump in a file without timestamps.
  mutating func time(of timestamp: Int64?) -> Int64? {
    guard let timestamp = timestamp.flatMap(Self.believable) else { return guess() }
    let origin = origin ?? timestamp &- (last.map { $0 + frameTicks } ?? 0)
    self.origin = origin
    let time = repaired(timestamp - origin + shift)
    last = time
    return time
  }

  /// Says that the file is read from another place now.
  mutating func jump() {
    last = nil
    shift = 0
  }

  private mutating func guess() -> Int64? {
    if let last {
      self.last = last + frameTicks
    } else if origin == nil {
      last = 0
    } else {
      return nil
    }
    hasRepaired = true
    return last
  }

  private mutating func repaired(_ time: Int64) -> Int64 {
    guard let last else { return time }
    let step = time - last
    let isTooFar = largestStep.map { step > $0 } ?? false
    if step > 0, !isTooFar { return time }
    hasRepaired = true
    if step > -secondTicks, !isTooFar { return last + 1 }
    shift += last + frameTicks - time
    return last + frameTicks
  }

  /// Timestamps beyond 2^60 ticks are lies, and would overflow.
  private static func believable(_ timestamp: Int64) -> Int64? {
    abs(timestamp.clamped) < 1 << 60 ? timestamp : nil
  }
}

extension Int64 {
  /// Itself, but never the one value that has no absolute value.
  fileprivate var clamped: Int64 { Swift.max(self, -Int64.max) }
}
