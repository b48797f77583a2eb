// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Finds the stretches of a shot in which the camera turns from one view to another, from one movement after the other.
struct PanStretches: Sendable {
  private(set) var ranges: [TimeRange] = []
  /// How the camera moves lately, in the unit of movements.
  private var velocity = SIMD2<Double>.zero
  private var seenUntil: MediaTime?
  private var open: (start: MediaTime, end: MediaTime, velocity: SIMD2<Double>)?

  /// Per cent of the picture's width per 1/30 s, a tenth of the picture in a second: slower, nobody feels the movement stop.
  private static let slowest = 0.33
  /// Cosine of the angle by which a pan may turn.
  private static let sameWay = 0.7
  /// A hand that shakes goes back within this many seconds.
  private static let steadySeconds = 0.25
  /// Seconds between movements over which nothing is known.
  private static let longestGap = 1.2
  private static let shortestSeconds = 0.5
  /// What goes on for longer is a journey, not a turn to another view.
  private static let longestSeconds = 6.0

  /// Adds a movement up to `end`, in order of time.
  mutating func add(_ movement: Movement, until end: MediaTime) {
    let elapsed = seenUntil.map { (end - $0).seconds } ?? .infinity
    if elapsed > Self.longestGap {
      close()
      velocity = movement.velocity
    } else {
      velocity += (movement.velocity - velocity) * min(elapsed / Self.steadySeconds, 1)
    }
    seenUntil = end
    guard isPan else { return close() }
    if open == nil { open = (movement.start, end, velocity) }
    open?.end = end
    open?.velocity = velocity
  }

  /// Whether the camera turns, and the way in which it did just now.
  private var isPan: Bool {
    let speed = length(velocity)
    guard speed >= Self.slowest else { return false }
    guard let before = open?.velocity else { return true }
    let product = velocity.x * before.x + velocity.y * before.y
    return product >= Self.sameWay * speed * length(before)
  }

  /// Ends the stretch that may be open.
  mutating func close() {
    defer { open = nil }
    guard let open else { return }
    let seconds = (open.end - open.start).seconds
    guard (Self.shortestSeconds...Self.longestSeconds).contains(seconds) else { return }
    ranges.append(TimeRange(start: open.start, end: open.end))
  }
}
