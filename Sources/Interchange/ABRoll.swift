// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// A film's pictures on two tracks, as editors that mix by overlapping want them: what a dissolve leads to lies on the
/// other track than what it leaves, and so does the colour of a dip.
///
/// Without dissolves and dips all clips lie on the first track. At each frame the upper track is seen where it shows
/// something, but for the changes, where both are.
struct ABRoll: Hashable {
  /// The lower one, then the upper one; each in the order of time, without overlaps.
  private(set) var tracks: [[Strip]] = [[], []]
  private(set) var changes: [Change] = []

  /// What one track shows for a while.
  struct Strip: Hashable {
    var medium: Medium
    /// Frames of the medium at the film's rate.
    var frames: FrameSpan
    /// First frame in the film.
    var start: Int

    var end: Int { start + frames.count }
  }

  enum Medium: Hashable {
    case file(ContentKey)
    case black
    case white
  }

  /// Frames of the film in which one track's picture turns into the other's, evenly.
  struct Change: Hashable {
    var frames: FrameSpan
    /// From the lower track to the upper one; else the other way.
    var isUpward: Bool
  }

  init(_ timeline: Timeline) {
    var track = 0
    for clip in timeline.clips {
      var strip = Strip(clip)
      let transition = timeline.transitions.first { $0.cut == clip.timelineStart }
      if let transition, transition.kind == .dissolve, let last = tracks[track].indices.last {
        // Both clips go on through the whole dissolve.
        tracks[track][last].frames.count += transition.after
        strip.frames.start -= transition.before
        strip.frames.count += transition.before
        strip.start -= transition.before
        track = 1 - track
        add(from: transition.start, to: transition.end, isUpward: track == 1)
      } else if let transition {
        tracks[1 - track].append(
          Strip(
            medium: transition.kind == .dipToWhite ? .white : .black,
            frames: FrameSpan(start: 0, count: transition.frameCount), start: transition.start))
        add(from: transition.start, to: transition.cut, isUpward: track == 0)
        add(from: transition.cut, to: transition.end, isUpward: track == 1)
      }
      tracks[track].append(strip)
    }
  }

  private mutating func add(from start: Int, to end: Int, isUpward: Bool) {
    guard end > start else { return }
    changes.append(
      Change(frames: FrameSpan(start: start, count: end - start), isUpward: isUpward))
  }
}

extension ABRoll.Strip {
  init(_ clip: Clip) {
    self.init(medium: .file(clip.content), frames: clip.source, start: clip.timelineStart)
  }
}
