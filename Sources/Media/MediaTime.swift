// SPDX-License-Identifier: GPL-3.0-or-later

/// A point in time, or a length of time, as ticks of a time base; exact.
///
/// Arithmetic never traps: what lies beyond 64 bits of ticks stays at their end.
package struct MediaTime: Sendable {
  package let ticks: Int64
  /// Seconds per tick.
  package let timebase: Rational

  package init(ticks: Int64, timebase: Rational) {
    precondition(timebase.numerator > 0, "a time base is positive")
    self.ticks = ticks
    self.timebase = timebase
  }

  /// The time of frame `frame` at `rate` frames per second.
  package init(frame: Int, rate: Rational) {
    self.init(ticks: Int64(frame), timebase: rate.inverse)
  }

  /// The nearest microsecond to `seconds`: for measurements, whose own error is larger.
  package init(seconds: Double) {
    self.init(ticks: Int64((seconds * 1_000_000).rounded()), timebase: .microsecond)
  }

  package static let zero = MediaTime(ticks: 0, timebase: .microsecond)

  package var seconds: Double { Double(ticks) * timebase.value }

  /// The same time in ticks of another time base.
  package func rescaled(to target: Rational, rounding: Rounding = .nearest) -> MediaTime {
    if timebase == target { return self }
    // Nearly always 64 bits are enough, and ten times as fast.
    if let top = Self.product(ticks, timebase.numerator, target.denominator),
      let bottom = Self.product(timebase.denominator, target.numerator, 1)
    {
      return MediaTime(ticks: rounding.divide(top, by: bottom), timebase: target)
    }
    let top =
      Int128(ticks) * Int128(timebase.numerator) * Int128(target.denominator)
    let bottom = Int128(timebase.denominator) * Int128(target.numerator)
    return MediaTime(
      ticks: Int64(clamping: rounding.divide(top, by: bottom)), timebase: target)
  }

  /// Nil where it needs more than 64 bits.
  private static func product(_ first: Int64, _ second: Int64, _ third: Int64) -> Int64? {
    let (part, isTooLarge) = first.multipliedReportingOverflow(by: second)
    let (whole, isStillTooLarge) = part.multipliedReportingOverflow(by: third)
    return isTooLarge || isStillTooLarge ? nil : whole
  }

  /// The index of the frame at this time at `rate` frames per second.
  package func frame(at rate: Rational, rounding: Rounding = .nearest) -> Int {
    Int(rescaled(to: rate.inverse, rounding: rounding).ticks)
  }

  /// Exact when both share a time base, else to the finer of the two.
  package static func + (left: MediaTime, right: MediaTime) -> MediaTime {
    let base = min(left.timebase, right.timebase)
    let sum = Int128(left.rescaled(to: base).ticks) + Int128(right.rescaled(to: base).ticks)
    return MediaTime(ticks: Int64(clamping: sum), timebase: base)
  }

  /// Exact when both share a time base, else to the finer of the two.
  package static func - (left: MediaTime, right: MediaTime) -> MediaTime {
    let ticks = Int64(clamping: -Int128(right.ticks))
    return left + MediaTime(ticks: ticks, timebase: right.timebase)
  }

  /// What happens to the part below one tick.
  package enum Rounding: Sendable {
    case down
    case nearest
    case up

    fileprivate func divide<Ticks: FixedWidthInteger>(_ top: Ticks, by bottom: Ticks) -> Ticks {
      let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
      let floor = remainder < 0 ? quotient - 1 : quotient
      let rest = remainder < 0 ? remainder + bottom : remainder
      switch self {
      case .down: return floor
      case .nearest: return rest >= bottom - rest ? floor + 1 : floor
      case .up: return rest > 0 ? floor + 1 : floor
      }
    }
  }
}

extension Rational {
  package static let microsecond = Rational(1, 1_000_000)
}

extension MediaTime: Comparable {
  package static func < (left: MediaTime, right: MediaTime) -> Bool {
    if left.timebase == right.timebase { return left.ticks < right.ticks }
    let (first, second) = crossProducts(left, right)
    return first < second
  }

  package static func == (left: MediaTime, right: MediaTime) -> Bool {
    if left.timebase == right.timebase { return left.ticks == right.ticks }
    let (first, second) = crossProducts(left, right)
    return first == second
  }

  private static func crossProducts(_ left: MediaTime, _ right: MediaTime) -> (Int128, Int128) {
    (
      Int128(left.ticks) * Int128(left.timebase.numerator) * Int128(right.timebase.denominator),
      Int128(right.ticks) * Int128(right.timebase.numerator) * Int128(left.timebase.denominator)
    )
  }
}

extension MediaTime: Hashable {
  package func hash(into hasher: inout Hasher) {
    hasher.combine(rescaled(to: .microsecond).ticks)
  }
}

extension MediaTime: Codable {
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    let ticks = try container.decode(Int64.self)
    let timebase = try container.decode(Rational.self)
    guard timebase.numerator > 0 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "time base \(timebase)"))
    }
    self.init(ticks: ticks, timebase: timebase)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(ticks)
    try container.encode(timebase)
  }
}
