// SPDX-License-Identifier: GPL-3.0-or-later

/// When a recording began, as its file says.
package struct CaptureTime: Hashable, Sendable, Codable {
  /// What the clock showed, in milliseconds from 1970-01-01 00:00 of its own zone.
  package var reading: Int64
  package var zone: Zone

  package init(reading: Int64, zone: Zone) {
    self.reading = reading
    self.zone = zone
  }

  /// What is known of the clock's zone.
  package enum Zone: Hashable, Sendable, Codable {
    /// Local time, so many minutes ahead of UTC.
    case local(minutes: Int)
    /// UTC, by a device that knows it; what clocks showed there is not told.
    case universal
    /// Whatever somebody set: local time in most cameras, though containers call it UTC.
    case unknown
    /// No camera's word: when the file was last written, in UTC.
    case written
  }

  /// Reads ISO 8601 and what cameras make of it, such as `2024-05-06T07:08:09.5+0200` or `2024:05:06 07:08`; nil for anything else.
  ///
  /// `zone` is for a text that names no distance from UTC, or calls it `Z`.
  package init?(_ text: String, zone: Zone) {
    var scanner = Scanner(text)
    guard let year = scanner.number(digits: 4...4), scanner.skip("-", ":", "/") != nil,
      let month = scanner.number(digits: 1...2), scanner.skip("-", ":", "/") != nil,
      let day = scanner.number(digits: 1...2), Self.isDate(year, month, day)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    var milliseconds = Int64(date.dayNumber) * 86_400_000
    self.zone = zone
    if scanner.skip("T", "t", " ") != nil {
      guard let hour = scanner.number(digits: 1...2), hour < 24, scanner.skip(":") != nil,
        let minute = scanner.number(digits: 2...2), minute < 60
      else { return nil }
      milliseconds += Int64(hour * 60 + minute) * 60_000
      if scanner.skip(":") != nil {
        guard let second = scanner.number(digits: 2...2), second <= 60 else { return nil }
        milliseconds += Int64(second) * 1000
        if scanner.skip(".", ",") != nil { milliseconds += scanner.thousandths() }
      }
      if scanner.skip("Z", "z") == nil, let sign = scanner.skip("+", "-") {
        guard let hours = scanner.number(digits: 2...2), hours <= 14 else { return nil }
        _ = scanner.skip(":")
        let minutes = scanner.number(digits: 2...2) ?? 0
        self.zone = .local(minutes: (sign == "-" ? -1 : 1) * (hours * 60 + minutes))
      }
    }
    guard scanner.isAtEnd else { return nil }
    reading = milliseconds
  }

  /// In milliseconds from 1970 UTC; nil where the zone is not known.
  package var universal: Int64? {
    switch zone {
    case .local(let minutes): reading &- Int64(minutes) &* 60_000
    case .universal, .written: reading
    case .unknown: nil
    }
  }

  private static func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    (1...12).contains(month) && (1...31).contains(day) && year >= firstYear
  }

  /// A clock that was never set starts before: containers at 1904 and 1970, cameras at 1980.
  private static let firstYear = 1981

  /// Takes a text apart from its start.
  private struct Scanner {
    private var rest: Substring

    init(_ text: String) { rest = text.trimmed }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ signs: Character...) -> Character? {
      guard let next = rest.first, signs.contains(next) else { return nil }
      return rest.removeFirst()
    }

    mutating func number(digits: ClosedRange<Int>) -> Int? {
      let text = rest.prefix(digits.upperBound).prefix { $0.isASCII && $0.isNumber }
      guard text.count >= digits.lowerBound else { return nil }
      rest = rest.dropFirst(text.count)
      return Int(text)
    }

    /// The digits after a point, in thousandths.
    mutating func thousandths() -> Int64 {
      let text = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(text.count)
      return Int64((text.prefix(3) + "000").prefix(3)) ?? 0
    }
  }
}

extension CaptureTime: CustomStringConvertible {
  /// ISO 8601 to the second, such as `2026-07-01T12:00:05+02:00`; without a zone where none is known.
  package var description: String {
    let seconds = min(max(reading, -Self.limit), Self.limit) / 1000
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let (day, time) = rest < 0 ? (days - 1, rest + 86_400) : (days, rest)
    let date = CivilDate(day: Int(day))
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.two(Int($0)) }
    return "\(date.year)-\(Self.two(date.month))-\(Self.two(date.day))T"
      + clock.joined(separator: ":") + suffix
  }

  private var suffix: String {
    switch zone {
    case .universal, .written: "Z"
    case .unknown: ""
    case .local(let minutes):
      (minutes < 0 ? "-" : "+") + Self.two(Int(minutes.magnitude / 60)) + ":"
        + Self.two(Int(minutes.magnitude % 60))
    }
  }

  /// The year 9999 in ms; beyond it nothing here has a meaning.
  private static let limit: Int64 = 253_402_300_799_000

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension StringProtocol {
  fileprivate var trimmed: Substring {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
