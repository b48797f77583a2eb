// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Cuts a sequence of rows into stretches that are each as even as possible: optimal least squares with a price a cut.
struct Segmentation {
  /// First row of each stretch; the first is 0.
  let starts: [Int]

  /// Scatter of a row that is not a change, of a scale of 0 to 1: what a fill or a held note does.
  private static let leastScatter: Float = 0.06

  /// Cuts `rows`, all of one length, into stretches of at least `shortest` rows.
  init(_ rows: [[Float]], shortest: Int) {
    guard rows.count >= 2 * shortest, let width = rows.first?.count else {
      starts = rows.isEmpty ? [] : [0]
      return
    }
    let sums = Self.runningSums(rows, width: width)
    let price = Self.price(of: rows, width: width)
    var costs = [Double](repeating: .infinity, count: rows.count + 1)
    var origins = [Int](repeating: 0, count: rows.count + 1)
    costs[0] = 0
    for end in shortest...rows.count {
      for start in 0...(end - shortest) where costs[start].isFinite {
        let cost = costs[start] + Self.unevenness(sums, start..<end) + price
        guard cost < costs[end] else { continue }
        costs[end] = cost
        origins[end] = start
      }
    }
    var starts: [Int] = []
    var end = rows.count
    while end > 0 {
      end = origins[end]
      starts.append(end)
    }
    self.starts = starts.reversed()
  }

  /// The price of a cut by Schwarz's criterion: as many parameters as columns and the place of the cut.
  private static func price(of rows: [[Float]], width: Int) -> Double {
    let steps = zip(rows, rows.dropFirst()).flatMap { first, second in
      zip(first, second).map { abs($0 - $1) }
    }
    // The median difference of two rows of normal scatter s is 0.95 s.
    let scatter = Double(max(steps.median / 0.95, leastScatter))
    return Double(width + 1) * scatter * scatter * log(Double(rows.count)) * 2
  }

  /// Running sums of values and of their squares, column by column.
  private static func runningSums(_ rows: [[Float]], width: Int) -> [(
    sums: [Double], squares: Double
  )] {
    var running = [(sums: [Double](repeating: 0, count: width), squares: 0.0)]
    var (sums, squares) = running[0]
    for row in rows {
      for column in 0..<width {
        sums[column] += Double(row[column])
        squares += Double(row[column] * row[column])
      }
      running.append((sums, squares))
    }
    return running
  }

  /// Sum of the squared distances of `rows` from their mean.
  private static func unevenness(
    _ running: [(sums: [Double], squares: Double)], _ rows: Range<Int>
  ) -> Double {
    let (first, last) = (running[rows.lowerBound], running[rows.upperBound])
    var cost = last.squares - first.squares
    for column in first.sums.indices {
      let sum = last.sums[column] - first.sums[column]
      cost -= sum * sum / Double(rows.count)
    }
    return cost
  }
}
