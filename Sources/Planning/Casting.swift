// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Gives each slot of a film a stretch of footage that appears nowhere else in it.
struct Casting {
  let takes: [Take]
  let grid: BeatGrid
  let rules: Rules
  let selection: Selection

  /// Takes that were not used yet, and those that were, the longest ago first.
  var fresh: [Int]
  var used: [Int] = []
  /// The first unused frame of each take.
  var cursor: [Int]
  /// How often each take is still wanted, and each source.
  var wanted: [Int]
  var quota: [Int]
  var uses: [Int]
  var sourceUses: [Int]
  /// How many different shots of each group appear, and how often each shot.
  var groupShots: [Int]
  var shotUses: [Int]
  /// Numbers the shots of all sources.
  let shotOfTake: [Int]
  /// Indices of each source's takes.
  let takesOfSource: [Range<Int>]
  var picks: [Pick] = []
  /// Slots are waiting, the next one last.
  var waiting: [Slot]
  /// A beat was divided because every shot is shorter than a beat.
  private(set) var hasDividedBeats = false
  /// A shot of the footage runs over a cut of it into the next.
  private(set) var hasRunOver = false

  /// A slot filled.
  struct Pick {
    let take: Int
    let slot: Slot
    var span: FrameSpan
  }

  /// What came of it: all slots filled, or only the film's first frames.
  enum Outcome {
    case film(Casting)
    case shortage(frames: Int)
  }

  /// What a film is filled by.
  struct Rules {
    /// Also uses the last frames and shots that run over a cut of the footage.
    var isThrifty = false
    var seed: UInt64 = 0
    var taste = Style.Taste.any
    /// How many shots each source still gives; nil for any number.
    var limits: [Int]?
  }

  static func fill(
    _ slots: [Slot], from takes: [Take], sources: Int, on grid: BeatGrid, rules: Rules
  ) -> Outcome {
    var casting = Casting(slots, takes, sources: sources, grid: grid, rules: rules)
    while let slot = casting.waiting.popLast() {
      guard casting.fill(slot) else { return .shortage(frames: slot.start) }
    }
    return .film(casting)
  }

  private init(
    _ slots: [Slot], _ takes: [Take], sources: Int, grid: BeatGrid, rules: Rules
  ) {
    selection = Selection(
      of: takes, sources: sources, shots: slots.count,
      frames: grid.frameCount / max(slots.count, 1), rules: rules)
    self.takes = takes
    self.grid = grid
    self.rules = rules
    waiting = slots.reversed()
    fresh = selection.order
    wanted = selection.uses
    quota = selection.quota
    cursor = takes.map(\.span.start)
    uses = [Int](repeating: 0, count: takes.count)
    sourceUses = [Int](repeating: 0, count: sources)
    groupShots = [Int](repeating: 0, count: (takes.map(\.group).max() ?? 0) + 1)
    var shot = -1
    shotOfTake = takes.indices.map { index in
      let isSame =
        index > 0 && takes[index].source == takes[index - 1].source
        && takes[index].shot == takes[index - 1].shot
      if !isSame { shot += 1 }
      return shot
    }
    shotUses = [Int](repeating: 0, count: shot + 1)
    var first = 0
    takesOfSource = (0..<sources).map { source in
      let start = first
      while first < takes.count, takes[first].source == source { first += 1 }
      return start..<first
    }
  }

  private mutating func fill(_ slot: Slot) -> Bool {
    if let take = bestTake(for: slot) {
      // Two short shots of two files are better than a long one that repeats.
      if let reach = reachOfVariety(insteadOf: take, in: slot), divideOnBeat(slot, reach: reach) {
        return true
      }
      place(take, in: slot)
      return true
    }
    let reach = longestRemaining()
    if divideOnBeat(slot, reach: reach) || divideBeatless(slot, reach: reach) { return true }
    return rules.isThrifty && (runOverCut(slot) || divideBeat(slot, reach: reach))
  }

  func remaining(_ take: Int) -> Int { takes[take].span.end - cursor[take] }

  // MARK: Placing

  private mutating func place(_ take: Int, in slot: Slot) {
    var start = cursor[take]
    if let last = picks.last, last.take == take, start - last.span.end < Self.jumpFrames {
      // A jump of a few frames would look like a fault: the shot simply goes on.
      start = last.span.end
    }
    cursor[take] = start + slot.count
    if !rules.isThrifty {
      let grid = TakeRules.gridFrames
      let past = cursor[take] - takes[take].span.start
      cursor[take] = takes[take].span.start + (past + grid - 1) / grid * grid
    }
    note(take, slot, FrameSpan(start: start, count: slot.count))
    if let place = used.firstIndex(of: take) {
      used.remove(at: place)
    } else if let place = fresh.firstIndex(of: take) {
      fresh.remove(at: place)
    }
    if remaining(take) > 0 { used.append(take) }
  }

  private mutating func note(_ take: Int, _ slot: Slot, _ span: FrameSpan) {
    let source = takes[take].source
    uses[take] += 1
    wanted[take] = max(0, wanted[take] - 1)
    quota[source] = max(0, quota[source] - 1)
    sourceUses[source] += 1
    let shot = shotOfTake[take]
    if shotUses[shot] == 0 { groupShots[takes[take].group] += 1 }
    shotUses[shot] += 1
    picks.append(Pick(take: take, slot: slot, span: span))
  }

  /// Less than this between two shots of one take is no cut but a stumble: 1 s at 30 fps.
  static let jumpFrames = 30

  // MARK: When no take is long enough

  /// Splits the slot into parts of equal length as nearly as beats allow, the first within reach.
  private mutating func divideOnBeat(_ slot: Slot, reach: Int) -> Bool {
    guard reach > 0, reach < slot.count else { return false }
    let parts = (slot.count + reach - 1) / reach
    let target = slot.start + slot.count / parts
    let reached = grid.beats(between: slot.start, and: slot.end)
      .map { grid.frames[$0] }.filter { $0 - slot.start <= reach }
    guard let frame = reached.min(by: { abs($0 - target) < abs($1 - target) }) else { return false }
    split(slot, at: frame)
    return true
  }

  /// Splits a slot that no beat lies in anywhere.
  private mutating func divideBeatless(_ slot: Slot, reach: Int) -> Bool {
    guard grid.beats(between: slot.start, and: slot.end).isEmpty, reach >= Self.shortestPart,
      Double(slot.count) > Self.beatlessBeats * max(grid.interval, 1)
    else { return false }
    split(slot, at: slot.start + min(reach, (slot.count + 1) / 2))
    return true
  }

  /// Lets one shot of the footage run into the next, whose cut then shows in the film.
  private mutating func runOverCut(_ slot: Slot) -> Bool {
    for own in takesOfSource {
      var first = own.lowerBound
      while first < own.upperBound {
        var end = first
        while end < own.upperBound, uses[end] == 0, end == first || isNext(end),
          takes[end].span.end - takes[first].span.start < slot.count
        { end += 1 }
        if end < own.upperBound, uses[end] == 0, end > first, isNext(end) {
          hasRunOver = true
          let span = FrameSpan(start: takes[first].span.start, count: slot.count)
          for take in first...end { retire(take) }
          cursor[end] = span.end
          if remaining(end) > 0 { used.append(end) }
          note(first, slot, span)
          return true
        }
        first = max(end, first + 1)
      }
    }
    return false
  }

  /// True when a take follows the one before it without a long pause.
  private func isNext(_ take: Int) -> Bool {
    takes[take].span.start - takes[take - 1].span.end <= 2 * TakeRules.handleFrames
  }

  private mutating func retire(_ take: Int) {
    cursor[take] = takes[take].span.end
    uses[take] += 1
    fresh.removeAll { $0 == take }
  }

  /// Halves a beat: for footage whose every shot is shorter than a beat.
  private mutating func divideBeat(_ slot: Slot, reach: Int) -> Bool {
    guard reach >= Self.shortestPart, slot.count >= 2 * Self.shortestPart else { return false }
    hasDividedBeats = true
    split(slot, at: slot.start + (slot.count + 1) / 2)
    return true
  }

  private mutating func split(_ slot: Slot, at frame: Int) {
    waiting.append(Slot(start: frame, end: slot.end, on: grid))
    waiting.append(Slot(start: slot.start, end: frame, on: grid))
  }

  private func longestRemaining() -> Int {
    max(fresh.lazy.map(remaining).max() ?? 0, used.lazy.map(remaining).max() ?? 0)
  }

  /// No shot is shorter than this, in frames, whatever the need.
  private static let shortestPart = 4
  /// Above this length a slot without beats may be cut anywhere.
  private static let beatlessBeats = 1.5
}
