// SPDX-License-Identifier: GPL-3.0-or-later

/// How long a pause lasts, as people write it: `90s`, `45m`, `2h`, `1d`, or several of them, `1h30m`.
package struct PauseLength: Hashable, Sendable {
  package let seconds: Int

  /// Nil for anything else, for nothing, and for more than a year.
  package init?(_ text: String) {
    var total = 0
    var rest = Substring(text.lowercased())
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      guard let count = Int(digits), let unit = rest.popFirst().flatMap(Self.seconds),
        count <= Self.longest / unit
      else { return nil }
      total += count * unit
    }
    guard (1...Self.longest).contains(total) else { return nil }
    seconds = total
  }

  private static func seconds(in unit: Character) -> Int? {
    switch unit {
    case "s": 1
    case "m": 60
    case "h": 3600
    case "d": 86_400
    default: nil
    }
  }

  /// Seconds of a year: who wants longer wants no end.
  private static let longest = 366 * 86_400
}
