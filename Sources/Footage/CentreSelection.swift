// SPDX-License-Identifier: GPL-3.0-or-later

/// The middle of a possible gradual transition.
package struct Centre: Sendable {
  package var number: Int
  /// Pictures on either side that the rule looked at.
  package var reach: Int
  /// The larger, the surer.
  package var rank: Float

  package init(number: Int, reach: Int, rank: Float) {
    self.number = number
    self.reach = reach
    self.rank = rank
  }

  /// Whether both cannot be transitions of their own.
  package func excludes(_ other: Centre) -> Bool {
    abs(number - other.number) <= max(12, reach + other.reach + 4)
  }
}

/// Keeps the best centre of each neighbourhood, as one greedy choice over the whole file would.
package struct CentreSelection: Sendable {
  private var open: [Centre] = []
  private var chosen: [Centre] = []
  private let longestReach: Int

  /// A bound for memory only: a chain of ever better neighbours this long does not occur in footage.
  private static let longestChain = 64

  package init(longestReach: Int) { self.longestReach = longestReach }

  package mutating func add(_ centre: Centre) { open.append(centre) }

  /// Chooses among centres that nothing from `frontier` on can exclude any more.
  package mutating func choose(before frontier: Int) -> [Centre] {
    var fresh: [Centre] = []
    var waiting: [Centre] = []
    let ranked = open.sorted { ($0.rank, -$0.number) > ($1.rank, -$1.number) }
    for centre in ranked where !chosen.contains(where: centre.excludes) {
      let reached = centre.number + max(12, centre.reach + longestReach + 4)
      let isFree = reached < frontier && !waiting.contains(where: centre.excludes)
      if isFree || ranked.count > Self.longestChain {
        chosen.append(centre)
        fresh.append(centre)
      } else {
        waiting.append(centre)
      }
    }
    open = waiting
    let oldest = settled(before: frontier)
    chosen.removeAll { $0.number + 2 * longestReach + 4 < oldest }
    return fresh.sorted { $0.number < $1.number }
  }

  /// Numbers of pictures below this one are decided.
  package func settled(before frontier: Int) -> Int {
    open.reduce(frontier) { min($0, $1.number) }
  }
}
