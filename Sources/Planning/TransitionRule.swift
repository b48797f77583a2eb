// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Decides which cuts of a film are softened, and for how long; cuts and length stay.
struct TransitionRule {
  let style: TransitionStyle
  let grid: BeatGrid
  private let spans: [ContentKey: [FrameSpan]]

  /// Bounds of half a beat for a dissolve, of a whole one for a dip, whose halves are seen by themselves; in frames.
  private static let dissolveLengths = 8...24
  private static let dipLengths = 16...36
  /// Where the music has none.
  private static let usualBeat = 24.0
  /// Shorter ones look like a fault, in frames.
  static let shortest = 4
  /// Music below this energy is quiet, and above the second it wants hard cuts.
  private static let quietEnergy = 0.35
  private static let livelyEnergy = 0.7

  init(_ style: TransitionStyle, grid: BeatGrid, sources: [SourceFootage]) {
    self.style = style
    self.grid = grid
    let rate = grid.rate
    spans = sources.reduce(into: [:]) { spans, source in
      guard style == .dissolve || style == .auto else { return }
      // The careful spans first: only a clip outside of them reaches into the others.
      spans[source.content] =
        source.usableSpans(rate: rate).flatMap(\.self)
        + source.usableSpans(rate: rate, isThrifty: true).flatMap(\.self)
    }
  }

  /// Transitions between the clips; `missing` of those wanted had no frames to show.
  func transitions(between clips: [Clip]) -> (found: [Transition], missing: Int) {
    var found: [Transition] = []
    var missing = 0
    for (old, new) in zip(clips, clips.dropFirst()) {
      guard let kind = kind(at: new.timelineStart) else { continue }
      if let transition = transition(kind, from: old, to: new) {
        found.append(transition)
      } else {
        missing += 1
      }
    }
    return (found, missing)
  }

  private func kind(at cut: Int) -> Transition.Kind? {
    switch style {
    case .cut: return nil
    case .dissolve: return .dissolve
    case .dip: return .dip
    case .auto:
      let beat = max(Int(grid.interval.rounded()), 1)
      let coming = grid.energy(from: cut, to: cut + 4 * beat)
      if coming < Self.quietEnergy, grid.energy(from: cut - 4 * beat, to: cut) < Self.quietEnergy {
        return .dissolve
      }
      guard let near = grid.beat(nearest: cut), grid.frames[near] == cut else { return nil }
      return grid.startsSection[near] && coming < Self.livelyEnergy ? .dissolve : nil
    }
  }

  /// As even around the cut as the footage allows; a dip needs nothing beyond the clips.
  private func transition(
    _ kind: Transition.Kind, from old: Clip, to new: Clip
  ) -> Transition? {
    let length = length(of: kind)
    var (mostBefore, mostAfter) = (old.source.count / 2, new.source.count / 2)
    if kind == .dissolve {
      mostBefore = min(mostBefore, framesBefore(new))
      mostAfter = min(mostAfter, framesAfter(old))
    }
    let start = min(length / 2, mostBefore)
    let after = min(length - start, mostAfter)
    let before = min(length - after, mostBefore)
    guard before + after >= Self.shortest else { return nil }
    return Transition(cut: new.timelineStart, kind: kind, before: before, after: after)
  }

  private func length(of kind: Transition.Kind) -> Int {
    let beat = grid.interval > 0 ? grid.interval : Self.usualBeat
    let (wanted, bounds) =
      kind == .dip ? (beat, Self.dipLengths) : (beat / 2, Self.dissolveLengths)
    return min(max(Int(wanted.rounded()), bounds.lowerBound), bounds.upperBound)
  }

  /// Frames of the same shot before the clip's in-point, and after its out-point.
  private func framesBefore(_ clip: Clip) -> Int {
    span(around: clip).map { clip.source.start - $0.start } ?? 0
  }

  private func framesAfter(_ clip: Clip) -> Int {
    span(around: clip).map { $0.end - clip.source.end } ?? 0
  }

  private func span(around clip: Clip) -> FrameSpan? {
    spans[clip.content]?.first { $0.start <= clip.source.start && $0.end >= clip.source.end }
  }
}
