// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// The beat periods that a decoder considers, and what it costs to change from one to another.
struct TempoLattice {
  /// Beat periods in frames, rising by one.
  let periods: [Int]
  /// Frames at the start of a beat that belong to its onset: a share of the period.
  let regions: [Int]
  /// For each period, the first of the periods that may come before it.
  let firstBefore: [Int]
  /// For each period, the log probabilities of the change to it from `firstBefore` and those that follow.
  let changes: [[Double]]

  /// A beat's onset takes this share of its period; it must be a share, for with a fixed width
  /// the total would depend on the number of beats and octaves would be chosen by it.
  static let regionDivisor = 16
  /// Changes less probable than e^-14 are not considered.
  private static let leastLogProbability = -14.0

  /// Frames of a beat's onset.
  static func region(of period: Int) -> Int {
    max(1, Int((Double(period) / Double(regionDivisor)).rounded(.toNearestOrEven)))
  }

  /// Makes periods from `tempi` in beats per minute; the larger `rigidity`, the steadier the tempo.
  init(tempi: ClosedRange<Double>, rigidity: Double) {
    let frames = 60 * Double(FrameRate.framesPerSecond)
    let shortest = Int((frames / tempi.upperBound).rounded())
    let longest = Int((frames / tempi.lowerBound).rounded())
    let periods = Array(shortest...longest)
    self.periods = periods
    regions = periods.map(Self.region)
    var firstBefore: [Int] = []
    var changes: [[Double]] = []
    let norms = periods.map { from in
      log(periods.reduce(0) { $0 + exp(-rigidity * abs(Double($1) / Double(from) - 1)) })
    }
    for to in periods {
      let near = periods.indices.filter {
        -rigidity * abs(Double(to) / Double(periods[$0]) - 1) > Self.leastLogProbability
      }
      firstBefore.append(near[0])
      changes.append(
        near.map { -rigidity * abs(Double(to) / Double(periods[$0]) - 1) - norms[$0] })
    }
    self.firstBefore = firstBefore
    self.changes = changes
  }
}
