// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

extension Arrangement {
  /// What changes when other takes stand in one slot or two: their own worth, and how they go with what stands near.
  func worth(around first: Int, _ second: Int) -> Double {
    var worth = fit(first) - company(of: first, without: nil)
    if second != first { worth += fit(second) - company(of: second, without: first) }
    return worth
  }

  /// The part of the film's worth that depends on how often what appears: all that replacing one take by another changes.
  func balance(of first: Int, _ second: Int) -> Double {
    let (one, other) = (takes[first], takes[second])
    var worth = -uses(ofSource: one.source) - uses(of: first) - uses(of: second)
    if other.source != one.source { worth -= uses(ofSource: other.source) }
    worth -= Worth.lookAlike * Double(max(groupShots[one.group] - 1, 0))
    if other.group != one.group {
      worth -= Worth.lookAlike * Double(max(groupShots[other.group] - 1, 0))
    }
    return worth
  }

  /// What it costs to show a source more often than was chosen, or less.
  private func uses(ofSource source: Int) -> Double {
    let over = rules.limits.map { max(sourceUses[source] - $0[source], 0) } ?? 0
    return firmness * Worth.quota * Double(abs(sourceUses[source] - quota[source]))
      + Worth.overLimit * Double(over)
  }

  /// What it costs to show a take as often as it is shown, and not as often as was chosen.
  private func uses(of take: Int) -> Double {
    let count = rolls[take].slots.count
    if count == 0 && takes[take].isMust { return Worth.must }
    return firmness * Worth.unwanted * Double(max(count - wanted[take], 0))
      + Worth.takeUse * Double(max(count - 1, 0))
  }

  /// How well a take serves its slot.
  private func fit(_ slot: Int) -> Double {
    let place = slots[slot]
    let take = takes[cast[slot]]
    var worth = Worth.fit(of: take, in: place, rules.taste)
    worth += chance * SplitMix64.unit(rules.seed, cast[slot], place.start)
    if !take.marks.isEmpty { worth += Worth.mark }
    worth -= Worth.tier * Double(take.tier.rawValue)
    if !take.pans.isEmpty, cutsPan(take, place.count) { worth -= Worth.pan }
    if order.followsTime {
      let end = Double(max(slots[slots.count - 1].end, 1))
      let distance = abs(moment[cast[slot]] - Double(place.start + place.end) / (2 * end))
      worth -= Worth.time * max(distance - Worth.freedom, 0)
    }
    return worth
  }

  /// Whether no stretch of the take is free of cuts in a pan.
  private func cutsPan(_ take: Take, _ count: Int) -> Bool {
    take.starts(cuttingNoPan: count, spare: (take.span.count - count) / grid, grid: grid).isEmpty
  }

  private var chance: Double { order == .shuffle ? Worth.shuffle : Worth.chance }

  /// What a slot costs beside the two before it and the two after it; a pair with slot `without` was counted there.
  private func company(of slot: Int, without other: Int?) -> Double {
    var cost = 0.0
    if slot > 0, slot - 1 != other { cost += cut(slot - 1) }
    if slot + 1 < cast.count, slot + 1 != other { cost += cut(slot) }
    if slot > 1, slot - 2 != other { cost += echo(slot - 2) }
    if slot + 2 < cast.count, slot + 2 != other { cost += echo(slot) }
    return cost
  }

  /// What it costs to cut from a slot to the next.
  private func cut(_ slot: Int) -> Double {
    let (before, after) = (takes[cast[slot]], takes[cast[slot + 1]])
    var cost = 0.0
    if before.source == after.source {
      cost += Worth.sameSource
      if before.shot == after.shot { cost += Worth.sameShot }
    } else if before.group == after.group {
      cost += Worth.sameShot
    }
    guard order == .chronological else { return cost }
    // Takes are numbered by time. Who wants them so sees one file after the other.
    return cost * Worth.patience + (cast[slot] > cast[slot + 1] ? Worth.backwards : 0)
  }

  /// What it costs to come back to a file after one other shot.
  private func echo(_ slot: Int) -> Double {
    takes[cast[slot]].source == takes[cast[slot + 2]].source ? Worth.sourceBeforeLast : 0
  }
}
