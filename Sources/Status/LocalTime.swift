// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// A moment on the wall clock and calendar of a place whose distance from UTC is known.
package struct LocalTime: Sendable, Hashable {
  /// Days since 1 January 1970.
  private let day: Int64
  private let minute: Int64

  /// `milliseconds` are since 1970.
  package init(_ milliseconds: Int64, utcOffsetMinutes: Int) {
    // Beyond these years nothing here has a meaning, and nothing may overflow.
    let bounded = min(max(milliseconds, -Self.limit), Self.limit)
    let minutes = Self.floor(bounded, 60_000) + Int64(min(max(utcOffsetMinutes, -1440), 1440))
    day = Self.floor(minutes, 1440)
    minute = minutes - day * 1440
  }

  /// `18:30`.
  package var clock: String { "\(Self.two(minute / 60)):\(Self.two(minute % 60))" }

  /// `21 Nov 2026`.
  package var date: String {
    let date = CivilDate(day: Int(day))
    return "\(date.day) \(Self.months[date.month - 1]) \(date.year)"
  }

  /// `21 Nov 2026, 14:03`.
  package var full: String { "\(date), \(clock)" }

  /// The clock alone when it is the same day as `other`, else the date too.
  package func brief(seenFrom other: LocalTime) -> String { day == other.day ? clock : full }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The year 9999 in ms.
  private static let limit: Int64 = 253_402_300_799_000

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
