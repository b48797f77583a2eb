// SPDX-License-Identifier: GPL-3.0-or-later

/// Bars as a person wrote them down: what is left out is counted on.
struct ToldBars {
  /// Place in the bar of each beat, 1 for downbeats.
  let positions: [Int]
  /// Beats in most bars.
  let meter: Int

  private static let usualMeter = 4

  /// Nil when no place is told at all.
  init?(_ told: [Int?]) {
    guard let first = told.firstIndex(where: { $0 != nil }), let place = told[first] else {
      return nil
    }
    let meter = Self.meter(of: told)
    var positions: [Int] = []
    // Before the first that is told, the count is taken back.
    for beat in 0..<first {
      positions.append(((place - 1 - (first - beat)) % meter + meter) % meter + 1)
    }
    for (beat, place) in told.enumerated().dropFirst(first) {
      let next = beat > 0 ? positions[beat - 1] % meter + 1 : 1
      positions.append(place ?? next)
    }
    self.positions = positions
    self.meter = meter
  }

  /// The usual distance of downbeats; without two of them as far as anybody counted, and four at least.
  private static func meter(of told: [Int?]) -> Int {
    let downbeats = told.indices.filter { told[$0] == 1 }
    let lengths = zip(downbeats, downbeats.dropFirst()).map { $1 - $0 }
    let counts = Dictionary(grouping: lengths) { $0 }.mapValues(\.count)
    let usual = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    return usual ?? max(told.compactMap(\.self).max() ?? usualMeter, usualMeter)
  }
}
