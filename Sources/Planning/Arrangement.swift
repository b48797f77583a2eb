// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Which take stands where in a film, improved as a whole: what one slot gives up, two others may gain.
///
/// Threshold accepting (Dueck and Scheuer, 1990): takes change places, or make way for others, while that makes the film at
/// most a little worse, and ever less. It draws from the seed alone and needs no function that differs between machines.
struct Arrangement {
  let takes: [Take]
  let slots: [Slot]
  let order: ShotOrder
  let rules: Casting.Rules
  /// Frames between the places where a stretch may start.
  let grid: Int
  /// How often the selection wants each take, and each source.
  let wanted: [Int]
  let quota: [Int]
  /// Where in the film each take belongs by its time, 0 to 1.
  let moment: [Double]
  private let counts: [Int]
  /// The take of each slot.
  private(set) var cast: [Int]
  /// The slots of each take.
  private(set) var rolls: [Roll]
  /// How often each source appears, and how many different shots of each group of look-alikes.
  private(set) var sourceUses: [Int]
  private(set) var groupShots: [Int]
  private(set) var shotUses: [Int]
  let shotOfTake: [Int]

  /// How much the selection counts: between shots that stand, the time of what they leave counts more.
  let firmness: Double

  /// Begins with what a casting found; `standing` are the shots of each source that stand in the film already.
  init(_ casting: Casting, order: ShotOrder, standing: [Int]) {
    takes = casting.takes
    slots = casting.picks.map(\.slot)
    self.order = order
    rules = casting.rules
    grid = casting.rules.isThrifty ? 1 : TakeRules.gridFrames
    wanted = casting.selection.uses
    quota = casting.selection.quota
    moment = Self.moments(of: casting.takes, quota: zip(quota, standing).map { $0 + $1 })
    firmness = standing.contains { $0 > 0 } ? 0.1 : 1
    shotOfTake = casting.shotOfTake
    counts = slots.map(\.count)
    cast = casting.picks.map(\.take)
    rolls = [Roll](repeating: Roll(), count: takes.count)
    sourceUses = [Int](repeating: 0, count: casting.sourceUses.count)
    groupShots = [Int](repeating: 0, count: casting.groupShots.count)
    shotUses = [Int](repeating: 0, count: casting.shotUses.count)
    if order.followsTime { sort() }
    for (slot, take) in cast.enumerated() {
      rolls[take].add(slot)
      count(take, by: 1)
    }
  }

  /// The same slots, filled.
  func picks() -> [Casting.Pick] {
    var starts = [Int](repeating: 0, count: slots.count)
    for (take, roll) in rolls.enumerated() where !roll.slots.isEmpty {
      for (slot, start) in zip(roll.slots, roll.starts(in: takes[take], counts, grid: grid)) {
        starts[slot] = start
      }
    }
    return slots.indices.map { index in
      Casting.Pick(
        take: cast[index], slot: slots[index],
        span: FrameSpan(start: starts[index], count: counts[index]))
    }
  }

  mutating func improve() {
    guard slots.count > 1, takes.count > 1 else { return }
    var generator = SplitMix64(seed: rules.seed ^ 0x6d6f_6e74_6167_65)
    let rounds = Self.tries * slots.count
    for round in 0..<rounds {
      let patience = Self.patience * Double(rounds - round) / Double(rounds) - Self.settling
      let draw = generator.next()
      let first = Self.draw(draw, below: slots.count)
      if draw & 3 == 0 {
        tryReplacing(first, by: Self.draw(generator.next(), below: takes.count), patience)
      } else {
        trySwapping(first, Self.draw(generator.next(), below: slots.count), patience)
      }
    }
  }

  /// Tries for each slot, by how much a film may become worse at first, and what is left of that at the end.
  private static let tries = 160
  private static let patience = 0.5
  private static let settling = 1e-9

  private static func draw(_ bits: UInt64, below count: Int) -> Int {
    Int((bits >> 2).multipliedFullWidth(by: UInt64(count) << 2).high)
  }

  // MARK: Moves

  private mutating func trySwapping(_ first: Int, _ second: Int, _ patience: Double) {
    let (one, other) = (cast[first], cast[second])
    guard first != second, one != other, hasRoom(one, for: second, insteadOf: first),
      hasRoom(other, for: first, insteadOf: second)
    else { return }
    let before = worth(around: first, second)
    cast.swapAt(first, second)
    if worth(around: first, second) + patience > before {
      rolls[one].replace(first, with: second)
      rolls[other].replace(second, with: first)
    } else {
      cast.swapAt(first, second)
    }
  }

  private func hasRoom(_ take: Int, for slot: Int, insteadOf old: Int) -> Bool {
    let room = takes[take].span.count
    // Most takes are seen once.
    if rolls[take].slots.count == 1 { return counts[slot] <= room }
    var roll = rolls[take]
    roll.replace(old, with: slot)
    return roll.length(counts, grid: grid) <= room
  }

  private mutating func tryReplacing(_ slot: Int, by take: Int, _ patience: Double) {
    let old = cast[slot]
    guard take != old, takes[take].span.count >= counts[slot] else { return }
    var roll = rolls[take]
    roll.add(slot)
    guard roll.length(counts, grid: grid) <= takes[take].span.count else { return }
    let before = worth(around: slot, slot) + balance(of: old, take)
    cast[slot] = take
    count(old, by: -1)
    count(take, by: 1)
    rolls[old].remove(slot)
    rolls[take].add(slot)
    if worth(around: slot, slot) + balance(of: old, take) + patience <= before {
      rolls[take].remove(slot)
      rolls[old].add(slot)
      count(take, by: -1)
      count(old, by: 1)
      cast[slot] = old
    }
  }

  private mutating func count(_ take: Int, by change: Int) {
    let shot = shotOfTake[take]
    let was = shotUses[shot]
    shotUses[shot] += change
    if was == 0 || shotUses[shot] == 0 { groupShots[takes[take].group] += change }
    sourceUses[takes[take].source] += change
  }

  // MARK: Time

  /// Puts takes in order of time; what came in for want of room finds its place in the next round.
  private mutating func sort() {
    for _ in 0..<Self.sortings where zip(cast, cast.dropFirst()).contains(where: { $0 > $1 }) {
      guard let sorted = sortedCast() else { return }
      cast = sorted
    }
  }

  private static let sortings = 6

  /// Takes of the same film in order of time, each slot's the earliest that is left and has room.
  ///
  /// Where none of them has, another that is not earlier comes in, and only where there is none of these, an earlier one; nil
  /// where nothing has room.
  private func sortedCast() -> [Int]? {
    var left = cast.sorted()
    var rolls = [Roll](repeating: Roll(), count: takes.count)
    var last = 0
    var sorted: [Int] = []
    func hasRoom(_ take: Int, for slot: Int) -> Bool {
      var roll = rolls[take]
      roll.add(slot)
      return roll.length(counts, grid: grid) <= takes[take].span.count
    }
    for slot in slots.indices {
      let place = left.firstIndex { $0 >= last && hasRoom($0, for: slot) }
      let take =
        place.map { left[$0] }
        ?? takes.indices.dropFirst(last).first { takes[$0].tier == .good && hasRoom($0, for: slot) }
        ?? takes.indices.first { hasRoom($0, for: slot) }
      guard let take else { return nil }
      if let place { left.remove(at: place) }
      rolls[take].add(slot)
      sorted.append(take)
      last = take
    }
    return sorted
  }

  /// Each source has as much of the film as it has of the selection, in order; a take the place that it has in its source.
  private static func moments(of takes: [Take], quota: [Int]) -> [Double] {
    let total = Double(max(quota.reduce(0, +), 1))
    var starts = [0]
    for shots in quota { starts.append(starts[starts.count - 1] + shots) }
    var totals = [Int](repeating: 0, count: quota.count)
    for take in takes { totals[take.source] += 1 }
    var seen = [Int](repeating: 0, count: quota.count)
    return takes.map { take in
      defer { seen[take.source] += 1 }
      let share = (Double(seen[take.source]) + 0.5) / Double(totals[take.source])
      return (Double(starts[take.source]) + share * Double(quota[take.source])) / total
    }
  }
}
