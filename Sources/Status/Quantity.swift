// SPDX-License-Identifier: GPL-3.0-or-later

/// Durations, sizes, shares and counts as people say them.
package enum Quantity {
  /// A span of time that is known: `40 s`, `4 min`, `3 h 20 min`, `2 days 5 h`.
  package static func duration(_ seconds: Double) -> String {
    let seconds = whole(seconds)
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(minutes) min"
    case ..<86_400: return "\(hours) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min")
    default: return count(days, "day") + (hours % 24 == 0 ? "" : " \(hours % 24) h")
    }
  }

  /// A guess, rounded up and only as exact as guesses are: `about 40 s`, `about 4 min`, `about 3 h 20 min`.
  package static func about(_ seconds: Double) -> String {
    let seconds = whole(seconds)
    let step: Int
    switch seconds {
    case ..<10: step = 1
    case ..<60: step = 5
    case ..<1200: step = 60
    case ..<3600: step = 300
    case ..<36_000: step = 600
    default: step = 3600
    }
    return "about " + duration(Double(max(1, (seconds + step - 1) / step * step)))
  }

  /// `412 MB`, `1.4 GB`: powers of 1024, as memory is counted.
  package static func bytes(_ count: Int64) -> String {
    guard count >= 1024 else { return "\(max(count, 0)) bytes" }
    let units = ["kB", "MB", "GB", "TB"]
    var value = Double(count)
    var index = -1
    // What would be rounded to 1024 belongs to the next unit.
    while value >= 1023.5, index < units.count - 1 {
      value /= 1024
      index += 1
    }
    let tenths = Int((value * 10).rounded())
    guard tenths < 100, tenths % 10 != 0 else { return "\((tenths + 5) / 10) \(units[index])" }
    return "\(tenths / 10).\(tenths % 10) \(units[index])"
  }

  /// A share of 0 to 1 in whole percent; 100 only when it is all.
  package static func percent(_ share: Double) -> Int {
    guard share.isFinite else { return 0 }
    return Int(min(max(share, 0), 1) * 100 + 1e-9)
  }

  /// `1 clip`, `3 clips`.
  package static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// How long ago a moment was; nil when it is not known.
  ///
  /// Both are ms since 1970.
  package static func ago(_ since: Int64, now: Int64) -> String? {
    guard since > 0 else { return nil }
    let seconds = max(0, now - since) / 1000
    return seconds < 2 ? "just now" : duration(Double(seconds)) + " ago"
  }

  private static func whole(_ seconds: Double) -> Int {
    guard seconds.isFinite else { return 0 }
    // A century is as good as any longer guess.
    return Int(min(max(seconds, 0), 3.2e9))
  }
}
