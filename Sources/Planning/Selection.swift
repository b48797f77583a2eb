// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Which takes a film of some number of shots deserves, before their order is decided.
struct Selection {
  /// How often each take is wanted.
  private(set) var uses: [Int]
  /// How many shots each source should give.
  private(set) var quota: [Int]
  /// The takes in the order in which they should be looked at: wanted ones shuffled, then the others by worth.
  private(set) var order: [Int]

  /// What one more shot of the same source costs, in units of score: keeps use counts balanced.
  private static let repetitionCost = 0.15

  /// What somebody marked while recording is better than it looks.
  private static let markWorth = 0.3
  /// What the user wants comes before everything.
  private static let mustWorth = 1000.0

  /// Picks for `shots` shots of `frames` frames on average.
  init(of takes: [Take], sources: Int, shots: Int, frames: Int, rules: Casting.Rules) {
    uses = [Int](repeating: 0, count: takes.count)
    quota = [Int](repeating: 0, count: sources)
    let worths = takes.map { $0.score + Worth.appeal(of: $0, rules.taste) }
    let entries = Self.entries(
      takes, worths, sources: sources, shots: (count: shots, frames: frames))
    var isTaken = [Bool](repeating: false, count: entries.count)
    var missing = shots
    // No source fills more than every second shot while another can help.
    let passes: [(tier: Take.Tier, limit: Int)] = [
      (.lookAlike, (shots + 1) / 2), (.lookAlike, shots), (.hopeless, shots),
    ]
    for pass in passes {
      for (place, entry) in entries.enumerated() where missing > 0 && !isTaken[place] {
        let source = takes[entry.take].source
        let limit = min(pass.limit, rules.limits?[source] ?? .max)
        guard entry.tier <= pass.tier, quota[source] < limit else { continue }
        isTaken[place] = true
        quota[source] += 1
        uses[entry.take] += 1
        missing -= 1
      }
    }
    order = []
    var wanted = takes.indices.filter { uses[$0] > 0 }
    var generator = SplitMix64(seed: rules.seed)
    wanted.shuffle(seededBy: &generator)
    order =
      wanted + entries.lazy.filter { $0.use == 0 }.map(\.take).filter { [uses] in uses[$0] == 0 }
  }

  /// One possible use of a take.
  private struct Entry {
    let take: Int
    /// 0 for the first use.
    let use: Int
    let tier: Take.Tier
    let worth: Double
  }

  /// All uses worth considering, the best first.
  private static func entries(
    _ takes: [Take], _ worths: [Double], sources: Int, shots: (count: Int, frames: Int)
  ) -> [Entry] {
    var bySource = [[Int]](repeating: [], count: sources)
    for index in takes.indices { bySource[takes[index].source].append(index) }
    // Second uses are needed only when there are fewer takes than shots.
    let good = takes.lazy.filter { $0.tier <= .lookAlike }.count
    let mostUses = good >= shots.count ? 1 : max(2, 2 * shots.count / max(good, 1))
    var entries: [Entry] = []
    for own in bySource {
      let sorted = own.sorted {
        (takes[$0].tier, -worths[$0], $0) < (takes[$1].tier, -worths[$1], $1)
      }
      var rank = 0
      for use in 0..<mostUses {
        for take in sorted where use == 0 || takes[take].span.count >= (use + 1) * shots.frames {
          let tier = use == 0 ? takes[take].tier : max(takes[take].tier, .lookAlike)
          var worth = worths[take] - repetitionCost * Double(rank)
          if !takes[take].marks.isEmpty { worth += markWorth }
          if takes[take].isMust && use == 0 { worth += mustWorth }
          entries.append(Entry(take: take, use: use, tier: tier, worth: worth))
          rank += 1
        }
      }
    }
    return entries.sorted { first, second in
      (first.tier, -first.worth, first.take, first.use)
        < (second.tier, -second.worth, second.take, second.use)
    }
  }
}
