// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The usable part of one shot, or of a stretch of a long one, on the house grid of its source.
package struct Take: Hashable, Sendable {
  /// Index among the request's sources.
  package let source: Int
  /// Index among the source's shots.
  package let shot: Int
  package let span: FrameSpan
  package let score: Double
  package var tier: Tier
  /// Where its motion stands among all takes: 0 the calmest, 1 the liveliest.
  package var liveliness: Double = 0.5
  /// Shots that look alike share a group.
  package var group: Int
  /// Frames that somebody marked while recording, rising.
  package var marks: [Int] = []
  /// Where the camera turns, without the moments at which it starts and stops: no cut belongs there.
  package var pans: [FrameSpan] = []
  /// The user wants it in the film.
  package var isMust = false
  /// Another film shows it.
  package var isSeen = false

  /// In which order material is drawn on; later tiers only when the earlier ones run out.
  package enum Tier: Int, Comparable, Sendable {
    case good
    /// Looks like a better take.
    case lookAlike
    /// Blurred, dark, shaken or still.
    case poor
    /// Black, white, or shorter than the shortest shot.
    case hopeless

    package static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
  }
}

/// How closely shots are used to their ends.
package struct TakeRules: Hashable, Sendable {
  /// Shorter ones are hopeless, in frames.
  package var shortest: Int
  /// Longer shots than twice this become several takes, in frames.
  package var longest: Int
  /// Also keeps what a careful editor throws away: first and last moments of a file.
  package var isThrifty: Bool
  /// What the user wants to see is widened to this, so that it fills a usual slot, in frames.
  package var usual: Int

  package init(shortest: Int, longest: Int, isThrifty: Bool = false, usual: Int = 1) {
    self.shortest = shortest
    self.longest = longest
    self.isThrifty = isThrifty
    self.usual = usual
  }

  /// Frames left out at a cut: a resampled or interlaced frame there may show both shots.
  static let handleFrames = 3
  /// Left out before a cut of the footage and at a file's end, so that no shot seems to be cut off.
  static let tailFrames = 4
  /// How long a pan takes to start and to stop, in seconds.
  static let easeSeconds = 0.2
  /// Left out where a camera is switched on and off, in seconds, of files longer than 4 s.
  static let settlingSeconds = 0.5
  static let settledFileSeconds = 4.0
  /// Takes start at these distances from the shot's usable start, so that a mezzanine enters them at an IDR.
  package static let gridFrames = HouseFormat.keyframeInterval
}

extension SourceFootage {
  /// The spans of each shot that films are cut from; ingest prepares the same ones.
  ///
  /// A shot in which the picture freezes for a while has one before and one after, unless it is still altogether.
  package func usableSpans(rate: Rational, isThrifty: Bool = false) -> [[FrameSpan]] {
    let fileEnd = analysis.duration.frame(at: rate, rounding: .down)
    let settles = !isThrifty && analysis.duration.seconds >= TakeRules.settledFileSeconds
    let settling = settles ? MediaTime(seconds: TakeRules.settlingSeconds).frame(at: rate) : 0
    return analysis.shots.indices.map { index in
      let range = analysis.shots[index].range
      let isFirst = index == 0
      let isLast = index == analysis.shots.count - 1
      let start = range.start.frame(at: rate, rounding: .up)
      let end = min(range.end.frame(at: rate, rounding: .down), fileEnd)
      let first = start + (isFirst ? settling : TakeRules.handleFrames)
      let tail = isThrifty && isLast ? 1 : TakeRules.tailFrames
      let last = end - (isLast ? max(settling, tail) : tail)
      guard last > first else { return [] }
      return showable(in: FrameSpan(start: first, count: last - first), rate: rate).flatMap {
        Self.moving($0, stills: analysis.shots[index].stills, rate: rate)
      }
    }
  }

  /// The middles of a shot's pans; none where the whole shot is one.
  fileprivate func pans(ofShot index: Int, rate: Rational) -> [FrameSpan] {
    let shot = analysis.shots[index]
    let ease = MediaTime(seconds: TakeRules.easeSeconds)
    return shot.pans.compactMap { pan in
      guard pan.start > shot.range.start + ease || pan.end < shot.range.end - ease else {
        return nil
      }
      let start = (pan.start + ease).frame(at: rate)
      let count = (pan.end - ease).frame(at: rate) - start
      return count > 0 ? FrameSpan(start: start, count: count) : nil
    }
  }

  /// What is left of a span without what cannot be shown; nothing where that is all of it.
  private func showable(in span: FrameSpan, rate: Rational) -> [FrameSpan] {
    let stretches = unusable.sorted { $0.start < $1.start }
    return Self.rest(of: span, without: stretches, rate: rate)
  }

  /// What is left of a span without its stills; all of it when nothing worth showing is left.
  private static func moving(
    _ span: FrameSpan, stills: [TimeRange], rate: Rational
  ) -> [FrameSpan] {
    let parts = rest(of: span, without: stills, rate: rate)
    return parts.isEmpty ? [span] : parts
  }

  /// The parts of a span between stretches, which are in order; those too short to be of use are left out.
  private static func rest(
    of span: FrameSpan, without stretches: [TimeRange], rate: Rational
  ) -> [FrameSpan] {
    var parts: [FrameSpan] = []
    var start = span.start
    func add(until end: Int) {
      guard end - start >= shortestPart else { return }
      parts.append(FrameSpan(start: start, count: end - start))
    }
    for stretch in stretches {
      let first = stretch.start.frame(at: rate, rounding: .down)
      let next = stretch.end.frame(at: rate, rounding: .up)
      guard first < span.end, next > start else { continue }
      add(until: first)
      start = next
    }
    if start == span.start { return [span] }
    add(until: span.end)
    return parts
  }

  /// Of what is cut out of a shot, in frames.
  private static let shortestPart = TakeRules.handleFrames * 4
}

/// A part of a usable span.
private struct Stretch {
  var span: FrameSpan
  var kind: Kind

  enum Kind {
    case free
    /// The film must show it.
    case must
    /// Another film shows it.
    case seen

    /// What is wanted is good enough, and what is shown elsewhere is not.
    func tier(_ tier: Take.Tier) -> Take.Tier {
      switch self {
      case .free: tier
      case .must: .good
      case .seen: max(tier, .lookAlike)
      }
    }
  }
}

extension SourceFootage {
  /// A usable span in order of time: what the film must show of it, what another one shows, and what lies around that.
  fileprivate func stretches(
    in span: FrameSpan, rate: Rational, _ rules: TakeRules
  ) -> [Stretch] {
    var stretches: [Stretch] = []
    var start = span.start
    for wish in mustShow.sorted(by: { $0.start < $1.start }) {
      let first = max(wish.start.frame(at: rate), start)
      let end = min(wish.end.frame(at: rate, rounding: .up), span.end)
      guard end > first else { continue }
      let missing = max(rules.usual - (end - first), 0)
      let widened = max(min(first - missing / 2, span.end - rules.usual), start)
      let last = min(max(widened + rules.usual, end), span.end)
      stretches += unseen(from: start, to: widened, of: span, rate)
      stretches.append(Stretch(span: FrameSpan(start: widened, count: last - widened), kind: .must))
      start = last
    }
    return stretches + unseen(from: start, to: span.end, of: span, rate)
  }

  /// What no other film shows, from the grid of the span on, and what one does.
  private func unseen(
    from start: Int, to end: Int, of span: FrameSpan, _ rate: Rational
  ) -> [Stretch] {
    var stretches: [Stretch] = []
    var next = start
    func add(until end: Int, _ kind: Stretch.Kind) {
      guard end > next else { return }
      stretches.append(Stretch(span: FrameSpan(start: next, count: end - next), kind: kind))
      next = end
    }
    for range in seen.sorted(by: { $0.start < $1.start }) {
      add(until: min(range.start.frame(at: rate), end), .free)
      let past = range.end.frame(at: rate, rounding: .up) - span.start
      let grid = TakeRules.gridFrames
      add(until: min(span.start + (past + grid - 1) / grid * grid, end), .seen)
    }
    add(until: end, .free)
    return stretches
  }
}

extension Take {
  /// All takes of all sources, ordered by source and time.
  static func all(
    of sources: [SourceFootage], rate: Rational, groups: [[Int]], rules: TakeRules
  ) -> [Take] {
    var takes: [Take] = []
    var motions: [Double] = []
    for (source, footage) in sources.enumerated() {
      let spans = footage.usableSpans(rate: rate, isThrifty: rules.isThrifty)
      let marks = (footage.analysis.info.highlights ?? []).map { $0.frame(at: rate) }
      for (shot, span) in spans.enumerated().flatMap({ shot, all in all.map { (shot, $0) } }) {
        let metrics = footage.analysis.shots[shot].metrics
        let pans = footage.pans(ofShot: shot, rate: rate)
        for part in footage.stretches(in: span, rate: rate, rules) {
          let tier = Tier(of: metrics, frames: part.span.count, shortest: rules.shortest)
          let isWhole = part.kind == .must
          for piece in isWhole ? [part.span] : parts(of: part.span, longest: rules.longest) {
            takes.append(
              Take(
                source: source, shot: shot, span: piece, score: min(max(metrics.score, 0), 1),
                tier: part.kind.tier(tier), group: groups[source][shot],
                marks: marks.filter { piece.start <= $0 && $0 < piece.end },
                pans: pans.filter { $0.start < piece.end && piece.start < $0.end },
                isMust: isWhole, isSeen: part.kind == .seen))
            motions.append(metrics.motion)
          }
        }
      }
      if footage.mustAppear { demandOne(of: source, &takes) }
    }
    rankMotion(&takes, motions)
    markLookAlikes(&takes)
    return takes
  }

  /// Stretches of about `longest` frames, each starting on the grid of the first.
  private static func parts(of span: FrameSpan, longest: Int) -> [FrameSpan] {
    let count = span.count / max(longest, 1)
    guard count >= 2 else { return [span] }
    let grid = TakeRules.gridFrames
    let starts = (0..<count).map { span.start + span.count * $0 / count / grid * grid }
    return starts.indices.map { index in
      let end = index + 1 < count ? starts[index + 1] : span.end
      return FrameSpan(start: starts[index], count: end - starts[index])
    }
  }

  private static func rankMotion(_ takes: inout [Take], _ motions: [Double]) {
    let order = takes.indices.sorted { (motions[$0], $0) < (motions[$1], $1) }
    guard order.count > 1 else { return }
    var rank = 0
    for (place, index) in order.enumerated() {
      // Equal motion is equal rank.
      if place > 0, motions[order[place - 1]] < motions[index] { rank = place }
      takes[index].liveliness = Double(rank) / Double(order.count - 1)
    }
  }

  /// Leaves the best shot of each group good.
  private static func markLookAlikes(_ takes: inout [Take]) {
    var leader: [Int: Int] = [:]
    for index in takes.indices {
      let group = takes[index].group
      guard let first = leader[group] else {
        leader[group] = index
        continue
      }
      if takes[index].isBetter(than: takes[first]) { leader[group] = index }
    }
    for index in takes.indices where takes[index].tier == .good && !takes[index].isMust {
      guard let first = leader[takes[index].group] else { continue }
      let isSameShot =
        takes[first].source == takes[index].source && takes[first].shot == takes[index].shot
      if !isSameShot { takes[index].tier = .lookAlike }
    }
  }

  /// The best take of the last source has to appear.
  private static func demandOne(of source: Int, _ takes: inout [Take]) {
    let own = takes.indices.reversed().prefix { takes[$0].source == source }
    guard !own.contains(where: { takes[$0].isMust }),
      let best = own.reversed().max(by: { takes[$1].isBetter(than: takes[$0]) })
    else { return }
    takes[best].isMust = true
    takes[best].tier = .good
  }

  private func isBetter(than other: Take) -> Bool {
    tier != other.tier ? tier < other.tier : score > other.score
  }
}

extension Take.Tier {
  /// Below this score a shot is poor, and below the second hopeless.
  private static let poorScore = 0.15
  private static let hopelessScore = 0.02
  /// Below this motion the picture stands still for a viewer, in codes of 255 per 1/30 s.
  private static let stillMotion = 0.05

  init(of metrics: ShotMetrics, frames: Int, shortest: Int) {
    if frames < shortest || metrics.score < Self.hopelessScore {
      self = .hopeless
    } else if metrics.score < Self.poorScore || metrics.motion < Self.stillMotion {
      self = .poor
    } else {
      self = .good
    }
  }
}
