// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Shortest and longest shot in frames.
package struct FrameBounds: Hashable, Sendable {
  package var shortest: Int
  package var longest: Int
  /// Longest shot that the planner makes of its own accord where no beat asks for a cut.
  package var longestWithoutBeats: Int

  // Shortest without the user's word, 8 frames at 30 fps: below that a viewer sees a flash.
  static let shortestSeconds = 8.0 / 30
  static let longestSeconds = 12.0
  static let longestWithoutBeatsSeconds = 6.0

  package init(_ bounds: ShotBounds, rate: Rational) throws(PlanFault) {
    let shortestWanted = bounds.shortest ?? MediaTime(seconds: Self.shortestSeconds)
    let longestWanted =
      bounds.longest ?? max(MediaTime(seconds: Self.longestSeconds), shortestWanted)
    guard shortestWanted <= longestWanted, longestWanted > .zero else {
      throw .boundsContradict
    }
    shortest = max(1, shortestWanted.frame(at: rate))
    longest = max(shortest, longestWanted.frame(at: rate, rounding: .down))
    let loose = MediaTime(seconds: Self.longestWithoutBeatsSeconds).frame(at: rate)
    longestWithoutBeats = max(shortest, min(longest, loose))
  }
}

/// Chooses the beats on which the film is cut.
package struct Pacing {
  private let grid: BeatGrid
  private let bounds: FrameBounds
  private let style: Style
  /// How often beats per shot are doubled because there are few different shots.
  private let doublings: Int
  private var cuts: [Int] = []
  /// Stretches without beats were filled with even shots.
  package private(set) var hasStretchesWithoutBeats = false

  /// The first frames of all shots but the first, for a whole film.
  package static func cuts(
    _ grid: BeatGrid, style: Style, bounds: FrameBounds, doublings: Int = 0
  ) -> (frames: [Int], hasStretchesWithoutBeats: Bool) {
    var pacing = Pacing(grid, style: style, bounds: bounds, doublings: doublings)
    if grid.frames.count < 2 {
      pacing.cutEvenly()
    } else {
      pacing.walk()
    }
    pacing.holdLastBar()
    pacing.dropShortEnd()
    return (pacing.cuts, pacing.hasStretchesWithoutBeats)
  }

  private init(_ grid: BeatGrid, style: Style, bounds: FrameBounds, doublings: Int) {
    self.grid = grid
    self.bounds = bounds
    self.doublings = doublings
    self.style = style
  }

  // MARK: Walking over the beats

  private mutating func walk() {
    let last = grid.frames.count - 1
    var beat = leadIn()
    var place = 0
    while beat < last {
      if isGap(after: beat) {
        spread(to: grid.frames[beat + 1], longest: bounds.longestWithoutBeats)
        beat += 1
        cut(at: grid.frames[beat])
        place = 0
        continue
      }
      let (next, restarts) = end(ofShotAt: beat, place: place)
      guard next <= last else { break }
      beat = next
      place = restarts ? 0 : place + 1
      cut(at: grid.frames[beat])
    }
    closeTail(lastBeat: grid.frames[last])
  }

  /// Cuts what lies before the pattern's first beat, and answers that beat.
  private mutating func leadIn() -> Int {
    let first = grid.frames[0]
    let isLong = first > bounds.longestWithoutBeats
    if isLong {
      spread(to: first, longest: bounds.longestWithoutBeats)
      cut(at: first)
    }
    let pickUp = grid.isDownbeat.prefix(grid.meter).firstIndex(of: true) ?? 0
    let origin = grid.frames[pickUp]
    // A shorter lead-in belongs to the first shot.
    if Double(origin - (cuts.last ?? 0)) >= 2 * grid.interval { cut(at: origin) }
    return pickUp
  }

  /// The beat that ends a shot, and whether the pattern starts again there.
  private func end(ofShotAt beat: Int, place: Int) -> (beat: Int, restarts: Bool) {
    let length = beats(ofShotAt: beat, place: place)
    var next = beat + length
    let last = grid.frames.count - 1
    for index in (beat + 1)..<max(beat + 2, min(next, last) + 1) where index <= last {
      if grid.startsSection[index] { return (index, true) }
      if isGap(after: index) { return (index, true) }
    }
    if length >= grid.meter { next = barLine(near: next, after: beat) ?? next }
    return (next, false)
  }

  /// The downbeat less than half a bar from `beat`.
  private func barLine(near beat: Int, after start: Int) -> Int? {
    for distance in 0...(grid.meter / 2) {
      for candidate in [beat - distance, beat + distance]
      where candidate > start && candidate < grid.frames.count && grid.isDownbeat[candidate] {
        let length = grid.frames[candidate] - grid.frames[start]
        if length >= bounds.shortest, length <= bounds.longest { return candidate }
      }
    }
    return nil
  }

  /// The pattern's length as style and music want it, inside the bounds.
  private func beats(ofShotAt beat: Int, place: Int) -> Int {
    var length = wanted(at: beat, place: place)
    for _ in 0..<doublings
    where frame(beat + length * 2) - grid.frames[beat] <= bounds.longestWithoutBeats {
      length *= 2
    }
    length = min(length, Self.longestBars * grid.meter)
    while length > 1, frame(beat + length) - grid.frames[beat] > bounds.longest {
      length = length.isMultiple(of: 2) ? length / 2 : length - 1
    }
    while frame(beat + length) - grid.frames[beat] < bounds.shortest { length += 1 }
    return length
  }

  /// The pattern's length, doubled in calm and halved in energetic music, then changed by how far the film is, and by its pace.
  private func wanted(at beat: Int, place: Int) -> Int {
    let section = grid.section[beat]
    let pattern = style.beatsPerShot(in: section, meter: grid.meter)
    var length = pattern[place % pattern.count]
    if style.followsEnergy, !style.hasPattern(for: section) {
      let energy = grid.energy(from: grid.frames[beat], to: frame(beat + length))
      if energy < Self.calm {
        length *= 2
      } else if energy > Self.energetic, length > 2, length.isMultiple(of: 2) {
        length /= 2
      }
    }
    let part = grid.frames[beat] * (style.acceleration + 1) / max(grid.frameCount, 1)
    let doublings = (style.acceleration + 1) / 2 - part
    length = doublings >= 0 ? length << doublings : max(length >> -doublings, 1)
    guard style.pace != 1 else { return length }
    return max(Int((Double(length) / style.pace).rounded()), 1)
  }

  /// Energy below which shots are held twice as long, and above which half as long.
  private static let calm = 0.3
  private static let energetic = 0.75
  private static let longestBars = 4

  /// The frame of a beat; beyond the last one as if the beats went on.
  private func frame(_ beat: Int) -> Int {
    let last = grid.frames.count - 1
    guard beat > last else { return grid.frames[beat] }
    return grid.frames[last] + Int((Double(beat - last) * max(grid.interval, 1)).rounded())
  }

  // MARK: Stretches without beats

  /// True where the music pauses: the next beat is much farther than usual, here and in the piece.
  private func isGap(after beat: Int) -> Bool {
    guard beat + 1 < grid.frames.count else { return false }
    let before = beat > 0 ? grid.frames[beat] - grid.frames[beat - 1] : 0
    let usual = max(grid.interval, min(Double(before), 2 * grid.interval))
    let distance = grid.frames[beat + 1] - grid.frames[beat]
    return Double(distance) > Self.gapBeats * usual || distance > bounds.longest
  }

  private static let gapBeats = 2.5

  /// Cuts from the last cut to `end` into equal shots of at most `longest` frames.
  private mutating func spread(to end: Int, longest: Int) {
    let start = cuts.last ?? 0
    let count = (end - start + longest - 1) / max(longest, 1)
    guard count > 1 else { return }
    hasStretchesWithoutBeats = true
    for index in 1..<count { cut(at: start + (end - start) * index / count) }
  }

  private mutating func closeTail(lastBeat: Int) {
    let end = grid.frameCount
    guard end - (cuts.last ?? 0) > bounds.longest else { return }
    if lastBeat - (cuts.last ?? 0) >= bounds.shortest { cut(at: lastBeat) }
    spread(to: end, longest: bounds.longestWithoutBeats)
  }

  /// Cuts music without beats every 2 s, or as near to that as the bounds allow.
  private mutating func cutEvenly() {
    hasStretchesWithoutBeats = true
    let even = MediaTime(seconds: 2).frame(at: grid.rate)
    if even > bounds.longest || even < bounds.shortest {
      let frames = even > bounds.longest ? bounds.longest : bounds.shortest
      for frame in stride(from: frames, to: grid.frameCount, by: frames) { cut(at: frame) }
    } else {
      for index in 1... {
        let frame = MediaTime(ticks: Int64(2 * index), timebase: Rational(1)).frame(at: grid.rate)
        guard frame < grid.frameCount else { return }
        cut(at: frame)
      }
    }
  }

  /// Adds a cut; one that would make too short a shot replaces the cut before it.
  private mutating func cut(at frame: Int) {
    while let last = cuts.last, frame - last < bounds.shortest { cuts.removeLast() }
    if frame >= bounds.shortest, frame < grid.frameCount { cuts.append(frame) }
  }

  /// The last shot begins with the last bar at the latest: nothing stands between it and the last hit.
  private mutating func holdLastBar() {
    guard grid.frames.count > 1, let downbeat = grid.isDownbeat.lastIndex(of: true) else { return }
    let bar = grid.frames[downbeat]
    let length = grid.frameCount - bar
    guard length >= bounds.shortest, length <= bounds.longest else { return }
    cuts.removeAll { $0 > bar }
  }

  private mutating func dropShortEnd() {
    let least = max(Double(bounds.shortest), Self.shortestEndBeats * grid.interval)
    while let last = cuts.last, Double(grid.frameCount - last) < least { cuts.removeLast() }
  }

  private static let shortestEndBeats = 0.75
}
