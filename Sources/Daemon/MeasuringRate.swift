// SPDX-License-Identifier: GPL-3.0-or-later

/// How fast this machine measures footage, learnt from the clips that it measured.
struct MeasuringRate: Sendable, Hashable {
  /// Of all workers together; the start value is two slow cores on 1080p.
  private(set) var bytesPerSecond = 4e6

  /// A clip of so many bytes took one worker so long, side by side with others.
  mutating func note(bytes: Int64, in duration: Duration, workers: Int) {
    let seconds = duration / .seconds(1)
    guard bytes > 0, seconds > 0.1 else { return }
    let measured = Double(bytes) / seconds * Double(max(workers, 1))
    bytesPerSecond += (measured - bytesPerSecond) * Self.weight
  }

  /// Of the newest clip; the last ten or so count.
  private static let weight = 0.2
}
