// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// A film as clips alone: where pixels are touched, the clips are those of virtual sources.
///
/// Length and cuts stay, and so do all other frames, which are copied as before: a composition goes on to the next
/// frame at which a copy may begin.
package struct ComposedFilm: Hashable, Sendable {
  /// What is rendered; it has no transitions.
  package private(set) var timeline: Timeline
  /// What the virtual sources in it hold.
  package private(set) var compositions: [ContentKey: Composition]

  /// Splits the film at its transitions and overlays (whose frames are the film's); `name` gives a content key.
  package init<Failure>(
    _ film: Timeline, overlays: [Overlay] = [], name: (Composition) throws(Failure) -> ContentKey
  ) throws(Failure) {
    var composing = Composing(film, overlays)
    composing.run()
    compositions = [:]
    var clips: [Clip] = []
    for part in composing.parts {
      var clip = part.clip
      if let composition = part.composition {
        clip.content = try name(composition)
        compositions[clip.content] = composition
      }
      clips.append(clip)
    }
    do throws(TimelineFault) {
      timeline = try Timeline(
        frameRate: film.frameRate, clips: clips, soundtrack: film.soundtrack)
    } catch {
      preconditionFailure("parts follow each other without a gap: \(error)")
    }
  }
}

/// Goes through a film from its first frame to its last.
private struct Composing {
  private let film: Timeline
  private let overlays: [Overlay]
  private(set) var parts: [Part] = []

  struct Part {
    var clip: Clip
    /// What the clip's source is, where it is a virtual one.
    var composition: Composition?
  }

  init(_ film: Timeline, _ overlays: [Overlay]) {
    self.film = film
    self.overlays = overlays.filter { $0.frames.count > 0 }
  }

  mutating func run() {
    for (index, clip) in film.clips.enumerated() {
      let ending = film.transitions.first { $0.cut == clip.timelineStart }
      let starting = film.transitions.first { $0.cut == clip.timelineEnd }
      let end = clip.timelineEnd - (starting?.before ?? 0)
      var position = clip.timelineStart
      if let ending {
        position = entry(atOrAfter: ending.end, of: clip, before: end)
        compose(ending, from: film.clips[index - 1], to: clip, until: position)
      }
      while position < end { position = add(clip, from: position, to: end) }
    }
  }

  /// Adds what is alike from `position` on, and answers where it ends.
  private mutating func add(_ clip: Clip, from position: Int, to end: Int) -> Int {
    if let stop = overlaid(from: position) {
      let stop = entry(atOrAfter: min(stop, end), of: clip, before: end)
      let base = Composition.Layer(content: clip.content, start: clip.frame(at: position))
      add(
        Composition(frameCount: stop - position, base: base), at: position, like: clip)
      return stop
    }
    let next = overlays.map(\.frames.start).filter { $0 > position }.min() ?? end
    let stop = min(next, end)
    var part = clip
    part.source = FrameSpan(start: clip.frame(at: position), count: stop - position)
    part.timelineStart = position
    parts.append(Part(clip: part))
    return stop
  }

  private mutating func compose(
    _ transition: Transition, from old: Clip, to new: Clip, until end: Int
  ) {
    let start = transition.start
    let change = Composition.Change(
      kind: transition.kind,
      next: Composition.Layer(content: new.content, start: new.source.start),
      cut: transition.before,
      ramp: FrameSpan(start: 0, count: transition.frameCount))
    add(
      Composition(
        frameCount: end - start,
        base: Composition.Layer(content: old.content, start: old.frame(at: start)),
        change: change),
      at: start, like: new)
  }

  private mutating func add(_ composition: Composition, at start: Int, like clip: Clip) {
    var whole = composition
    whole.overlays = overlays.map { $0.counted(from: start) }
      .filter { $0.frames.end > 0 && $0.frames.start < composition.frameCount }
    var part = clip
    part.source = FrameSpan(start: 0, count: composition.frameCount)
    part.timelineStart = start
    parts.append(Part(clip: part, composition: whole))
  }

  /// Where the overlays that lie over `position`, and those that follow them at once, end; nil where none lies.
  private func overlaid(from position: Int) -> Int? {
    var end = position
    while let further = overlays.filter({ $0.frames.start <= end && $0.frames.end > end })
      .map(\.frames.end).max()
    {
      end = further
    }
    return end > position ? end : nil
  }

  /// The next frame at which a piece of the clip has an entry, when it comes before `end`.
  private func entry(atOrAfter frame: Int, of clip: Clip, before end: Int) -> Int {
    let grid = HouseFormat.keyframeInterval
    let past = frame - clip.timelineStart
    return min(clip.timelineStart + (past + grid - 1) / grid * grid, end)
  }
}

extension Clip {
  /// The frame of its source that stands at `frame` of the film, or would.
  fileprivate func frame(at frame: Int) -> Int { source.start + frame - timelineStart }
}
