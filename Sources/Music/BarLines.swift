// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Finds which beats are downbeats and how many beats a bar has, from how likely each beat is to start a bar.
struct BarLines {
  /// Positions in the bar of each beat, 1 for downbeats.
  let positions: [Int]
  /// Beats in most bars.
  let meter: Int

  /// Metres considered: 4/4 and 3/4; others would absorb uncertain pieces.
  private static let meters = [3, 4]
  /// Log probability of another metre from one bar to the next, and of a bar that breaks off.
  private static let meterChange: Float = -8
  private static let brokenBar: Float = -12

  /// Decodes `evidence`, for each beat the log likelihood ratio of being a downbeat; bars have `meter` beats if that is told.
  init(evidence: [Float], meter told: Int? = nil) {
    let meters = told.map { [$0] } ?? Self.meters
    let states = meters.flatMap { meter in (0..<meter).map { (meter: meter, position: $0) } }
    var scores = [Float](repeating: 0, count: states.count)
    var origins: [[Int]] = []
    for (index, ratio) in evidence.enumerated() {
      let previous = scores
      var from = [Int](repeating: 0, count: states.count)
      for (state, target) in states.enumerated() {
        var best = index == 0 ? 0 : -Float.infinity
        for (before, source) in states.enumerated() where index > 0 {
          let score = previous[before] + Self.step(from: source, to: target)
          guard score > best else { continue }
          best = score
          from[state] = before
        }
        scores[state] = best + (target.position == 0 ? ratio : 0)
      }
      origins.append(from)
    }
    var state = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    var path: [Int] = []
    for from in origins.reversed() {
      path.append(state)
      state = from[state]
    }
    positions = path.reversed().map { states[$0].position + 1 }
    let beatsInFours = path.count { states[$0].meter == 4 }
    meter = told ?? (beatsInFours * 2 >= path.count ? 4 : 3)
  }

  /// Bars of `meter` beats without a break, one of which starts at beat `anchor`, which may lie before the first or after the last.
  init(beatCount: Int, meter: Int, anchor: Int) {
    self.meter = meter
    positions = (0..<beatCount).map { beat in
      let place = (beat - anchor) % meter
      return (place < 0 ? place + meter : place) + 1
    }
  }

  private typealias State = (meter: Int, position: Int)

  private static func step(from source: State, to target: State) -> Float {
    if source.meter == target.meter, target.position == (source.position + 1) % source.meter {
      return 0
    }
    let isBarLine = target.position == 0 && source.position == source.meter - 1
    return isBarLine ? meterChange : brokenBar
  }
}
