// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

extension Casting {
  /// The take that serves a slot best; nil when none is long enough.
  func bestTake(for slot: Slot) -> Int? {
    if let source = urgentSource, let take = best(of: takesOfSource[source], for: slot, limit: .max)
    {
      return take
    }
    // A shortlist keeps the cost of a slot constant; unused takes come shuffled, so it is a fair sample.
    let unused = best(of: fresh, for: slot, limit: Self.shortlist)
    let again = best(of: used, for: slot, limit: Self.shortlist)
    guard let unused, let again else { return unused ?? again }
    return worth(again, in: slot) > worth(unused, in: slot) ? again : unused
  }

  private static let shortlist = 128

  /// The longest unused take of another file than the last, where `take` would repeat something.
  func reachOfVariety(insteadOf take: Int, in slot: Slot) -> Int? {
    guard let last = picks.last, worth(take, in: slot) < 0 else { return nil }
    let source = takes[last.take].source
    return fresh.lazy
      .filter { [takes] in takes[$0].source != source && takes[$0].tier == .good }
      .map(remaining).max()
  }

  /// A source that must come now, or two of its shots will meet before the end.
  private var urgentSource: Int? {
    let left = waiting.count + 1
    let last = picks.last.map { takes[$0.take].source }
    return quota.indices.first { 2 * quota[$0] > left && $0 != last }
  }

  private func best(of candidates: some Sequence<Int>, for slot: Slot, limit: Int) -> Int? {
    var best: Int?
    var bestWorth = -Double.infinity
    var seen = 0
    for take in candidates where remaining(take) >= slot.count {
      let worth = worth(take, in: slot)
      if worth > bestWorth {
        bestWorth = worth
        best = take
      }
      seen += 1
      if seen == limit { break }
    }
    return best
  }

  /// How well a take serves a slot, in units of score.
  func worth(_ index: Int, in slot: Slot) -> Double {
    let take = takes[index]
    var worth = Worth.fit(of: take, in: slot, rules.taste)
    worth += Worth.chance * SplitMix64.unit(rules.seed, index, slot.start)
    worth -= Worth.tier * Double(take.tier.rawValue)
    worth -= Worth.sourceUse * Double(sourceUses[take.source])
    worth -= Worth.takeUse * Double(uses[index])
    if let limit = rules.limits?[take.source], sourceUses[take.source] >= limit {
      worth -= Worth.overLimit
    }
    if wanted[index] > 0 { worth += Worth.wanted }
    if take.isMust && uses[index] == 0 { worth += Worth.must }
    if looksLikeAnother(index) { worth -= Worth.lookAlike }
    worth -= neighbourCost(of: index)
    // Long takes are for long slots.
    worth -= Worth.excess * min(1, Double(remaining(index) - slot.count) / Double(8 * slot.count))
    return worth
  }

  /// True when another shot of its group appears; stretches of one shot are no two shots.
  private func looksLikeAnother(_ index: Int) -> Bool {
    let own = shotUses[shotOfTake[index]] > 0 ? 1 : 0
    return groupShots[takes[index].group] > own
  }

  private func neighbourCost(of index: Int) -> Double {
    guard let last = picks.last else { return 0 }
    let take = takes[index]
    let before = takes[last.take]
    var cost = 0.0
    if before.source == take.source {
      cost += Worth.sameSource
      if before.shot == take.shot {
        cost += Worth.castSameShot
        if abs(cursor[index] - last.span.end) < 2 * Self.jumpFrames { cost += Worth.sameMoment }
      }
    } else if before.group == take.group {
      cost += Worth.castSameShot
    }
    if picks.count > 1, takes[picks[picks.count - 2].take].source == take.source {
      cost += Worth.castSourceBeforeLast
    }
    return cost
  }
}
