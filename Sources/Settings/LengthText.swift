// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// How long a film is asked to be.
package struct FilmLength: Hashable, Sendable {
  package let time: MediaTime
  /// Written with `~`: the film ends on the bar line nearest to the time.
  package let endsOnBar: Bool

  package init(time: MediaTime, endsOnBar: Bool) {
    self.time = time
    self.endsOnBar = endsOnBar
  }
}

/// The time written as `60`, `90s`, `1:30`, `1:02:03`, `2 min` or `1m30s`, in microseconds; nil for anything else.
func lengthOfTime(_ text: some StringProtocol) -> MediaTime? {
  let bare = trimmed(text.lowercased())
  return clockTime(bare) ?? unitTime(bare)
}

private func clockTime(_ text: String) -> MediaTime? {
  let fields = text.split(separator: ":", omittingEmptySubsequences: false)
  guard fields.count == 2 || fields.count == 3 else { return nil }
  var minutes: Int64 = 0
  for (index, field) in fields.dropLast().enumerated() {
    guard !field.isEmpty, field.count <= 4, let value = decimal(field), value.denominator == 1,
      index == 0 || value.numerator < 60
    else { return nil }
    minutes = minutes * 60 + value.numerator
  }
  guard let last = fields.last, let seconds = decimal(last), seconds < Rational(60) else {
    return nil
  }
  return time(seconds: seconds, minutes: minutes)
}

private func unitTime(_ text: String) -> MediaTime? {
  guard let (value, unit, rest) = quantity(text[...]) else { return nil }
  switch unit {
  case "", "s", "sec", "second", "seconds":
    return rest.isEmpty ? time(seconds: value, minutes: 0) : nil
  case "ms": return rest.isEmpty ? time(seconds: value * Rational(1, 1000), minutes: 0) : nil
  case "m", "min", "minute", "minutes":
    if rest.isEmpty { return time(seconds: value * Rational(60), minutes: 0) }
    guard value.denominator == 1, let (seconds, unit, none) = quantity(rest), none.isEmpty,
      ["", "s", "sec", "second", "seconds"].contains(unit), seconds < Rational(60)
    else { return nil }
    return time(seconds: seconds, minutes: value.numerator)
  default: return nil
  }
}

/// A number, the letters after it, and what is left.
func quantity(_ text: Substring) -> (Rational, String, Substring)? {
  let number = text.prefix { $0 == "." || isDigits(String($0)) }
  let afterNumber = text.dropFirst(number.count).drop { $0 == " " }
  let unit = afterNumber.prefix { $0.isLetter }
  guard let value = decimal(number) else { return nil }
  return (value, String(unit), afterNumber.dropFirst(unit.count).drop { $0 == " " })
}

private func time(seconds: Rational, minutes: Int64) -> MediaTime {
  let time = MediaTime(ticks: seconds.numerator, timebase: Rational(1, seconds.denominator))
  let whole = MediaTime(ticks: minutes * 60, timebase: Rational(1))
  return MediaTime(
    ticks: time.rescaled(to: .microsecond).ticks + whole.rescaled(to: .microsecond).ticks,
    timebase: .microsecond)
}
