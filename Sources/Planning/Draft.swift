// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// A request checked, with what every attempt at a film needs.
struct Draft {
  let request: PlanRequest
  /// One for each content, in order.
  let sources: [SourceFootage]
  /// Further names of a content that is there already.
  let copies: [(copy: SourceFootage, original: SourceFootage)]
  let bounds: FrameBounds
  /// Look-alike groups of each source's shots.
  let groups: [[Int]]

  /// No film is shorter, in frames: one second.
  var leastFrames: Int { MediaTime(seconds: 1).frame(at: request.frameRate) }

  init(_ request: PlanRequest) throws(PlanFault) {
    let rate = request.frameRate
    guard rate >= Rational(1), rate <= Rational(240) else { throw .frameRateInvalid }
    guard !request.sources.isEmpty else { throw .noFootage }
    guard request.music.duration.seconds >= 1 else { throw .musicTooShort }
    bounds = try FrameBounds(request.bounds, rate: rate)
    let sorted = request.sources.sorted {
      ($0.order, $0.content, $0.name) < ($1.order, $1.content, $1.name)
    }
    var first: [ContentKey: Int] = [:]
    var unique: [SourceFootage] = []
    var copies: [(copy: SourceFootage, original: SourceFootage)] = []
    for source in sorted {
      if let original = first[source.content] {
        copies.append((source, unique[original]))
      } else {
        first[source.content] = unique.count
        unique.append(source)
      }
    }
    // What stands in the film already is not shown again.
    for shot in request.fixed {
      guard let source = first[shot.content] else { continue }
      unique[source].unusable.append(shot.source.range(at: rate))
    }
    sources = unique
    self.copies = copies
    groups = LookAlikes.groups(of: unique)
    self.request = request
  }

  /// What one attempt gave.
  enum Outcome {
    case film(Film)
    case shortage(frames: Int)
  }

  /// All slots filled, and how.
  struct Film {
    let window: MusicWindow
    let grid: BeatGrid
    let takes: [Take]
    let picks: [Casting.Pick]
    /// What the user wants where it is; the picks stand between.
    let fixed: [FixedShot]
    let hasStretchesWithoutBeats: Bool
    let hasDividedBeats: Bool
    let isHeldLonger: Bool
  }

  /// Fills one stretch of music, first carefully, then with everything there is.
  func film(over window: MusicWindow) -> Outcome {
    let grid = BeatGrid(
      request.music, window: window, rate: request.frameRate, offset: request.cutOffset)
    let fixed = request.fixed.within(grid.frameCount)
    var shortage = 0
    for attempt in Self.attempts(hasFixed: !fixed.isEmpty) {
      let isThrifty = attempt != .careful
      let fixed = attempt == .stretched ? stretched(fixed, grid) : fixed
      let shots = paced(grid, isThrifty: isThrifty)
      let slots = slots(cuts: shots.cuts, around: fixed, on: grid)
      let takes = takes(for: slots, isThrifty: isThrifty)
      let outcome = Casting.fill(
        slots, from: takes, sources: sources.count, on: grid,
        rules: Casting.Rules(
          isThrifty: isThrifty, seed: request.seed, taste: request.style.taste,
          limits: limits(beside: fixed)))
      switch outcome {
      case .film(let casting):
        return .film(
          Film(
            window: window, grid: grid, takes: takes, picks: arranged(casting, between: fixed),
            fixed: fixed,
            hasStretchesWithoutBeats: shots.hasStretchesWithoutBeats,
            hasDividedBeats: casting.hasDividedBeats, isHeldLonger: shots.isHeldLonger))
      case .shortage(let frames):
        shortage = frames
      }
    }
    return .shortage(frames: shortage)
  }

  /// Ways to fill a film, the next where one fails.
  private enum Attempt {
    case careful
    /// With everything there is.
    case thrifty
    /// Shots that stand go on into the gaps behind them.
    case stretched
  }

  private static func attempts(hasFixed: Bool) -> [Attempt] {
    hasFixed ? [.careful, .thrifty, .stretched] : [.careful, .thrifty]
  }

  private func stretched(_ shots: [FixedShot], _ grid: BeatGrid) -> [FixedShot] {
    let lengths = sources.map {
      ($0.content, $0.analysis.duration.frame(at: request.frameRate, rounding: .down))
    }
    return shots.stretched(to: grid.frameCount, lengths: Dictionary(uniqueKeysWithValues: lengths))
  }

  /// The places between all cuts of a film, or between what stands already.
  private func slots(cuts: [Int], around fixed: [FixedShot], on grid: BeatGrid) -> [Slot] {
    guard !fixed.isEmpty else { return Slot.all(cuts: cuts, on: grid) }
    return fixed.gaps(in: grid.frameCount, cuts: cuts, shortest: bounds.shortest).map {
      Slot(start: $0.start, end: $0.end, on: grid)
    }
  }

  /// How many shots each source gives beside those that stand in the film.
  private func limits(beside fixed: [FixedShot]) -> [Int]? {
    request.shotsPerSource.map { most in
      sources.map { source in max(most - fixed.count { $0.content == source.content }, 0) }
    }
  }

  /// The same film with its takes where they are worth most.
  private func arranged(
    _ casting: Casting, between fixed: [FixedShot]
  ) -> [Casting.Pick] {
    // A shot that runs over a cut is there for want of anything else.
    guard !casting.hasRunOver else { return casting.picks }
    let standing = sources.map { source in fixed.count { $0.content == source.content } }
    var arrangement = Arrangement(casting, order: request.order, standing: standing)
    arrangement.improve()
    return arrangement.picks()
  }

  /// Shots each used more often than this are held twice as long, and beyond the second, four times.
  private static let usesBeforeHolding = [4, 12]

  private func paced(
    _ grid: BeatGrid, isThrifty: Bool
  ) -> (cuts: [Int], hasStretchesWithoutBeats: Bool, isHeldLonger: Bool) {
    let usual = Pacing.cuts(grid, style: request.style, bounds: bounds)
    let shots = sources.reduce(0) { sum, source in
      sum
        + source.usableSpans(rate: request.frameRate, isThrifty: isThrifty).joined().count {
          $0.count >= bounds.shortest
        }
    }
    let least = Self.usesBeforeHolding.count { usual.frames.count > $0 * max(shots, 1) }
    let room = request.shotsPerSource.map { $0 * sources.count } ?? .max
    var held = usual
    for doublings in least...Self.mostDoublings {
      if doublings > 0 {
        held = Pacing.cuts(grid, style: request.style, bounds: bounds, doublings: doublings)
      }
      if held.frames.count < room { break }
    }
    return (
      held.frames, held.hasStretchesWithoutBeats, held.frames.count < usual.frames.count
    )
  }

  /// Shots that are held eight times as long are as long as bounds let them be.
  private static let mostDoublings = 3

  private func takes(for slots: [Slot], isThrifty: Bool) -> [Take] {
    let lengths = slots.map(\.count).sorted()
    let longestSlot = lengths.last ?? 1
    let longest = max(longestSlot, bounds.longestWithoutBeats) * (isThrifty ? 2 : 1)
    return Take.all(
      of: sources, rate: request.frameRate, groups: groups,
      rules: TakeRules(
        shortest: bounds.shortest, longest: longest, isThrifty: isThrifty,
        usual: lengths.isEmpty ? 1 : lengths[lengths.count / 2]))
  }
}
