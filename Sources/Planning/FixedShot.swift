// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// A shot that the user wants where it is.
package struct FixedShot: Hashable, Sendable, Codable {
  package var content: ContentKey
  /// Frames of its source, at the film's rate.
  package var source: FrameSpan
  /// First frame in the film.
  package var start: Int

  package init(content: ContentKey, source: FrameSpan, start: Int) {
    self.content = content
    self.source = source
    self.start = start
  }

  package var end: Int { start + source.count }
}

extension [FixedShot] {
  /// What of them lies in a film of so many frames; a shot that another one runs into ends there.
  func within(_ frameCount: Int) -> [FixedShot] {
    var shots: [FixedShot] = []
    for var shot in sorted(by: { $0.start < $1.start }) where shot.start < frameCount {
      if let last = shots.last, last.end > shot.start {
        shots[shots.count - 1].source.count = shot.start - last.start
      }
      shot.source.count = Swift.min(shot.source.count, frameCount - shot.start)
      if shot.source.count > 0 { shots.append(shot) }
    }
    return shots.filter { $0.source.count > 0 }
  }

  /// The same shots, each going on as long as there is a gap behind it and more of its source that no other one shows.
  func stretched(to frameCount: Int, lengths: [ContentKey: Int]) -> [FixedShot] {
    var shots = within(frameCount)
    for index in shots.indices {
      let shot = shots[index]
      let next = index + 1 < shots.count ? shots[index + 1].start : frameCount
      let limit =
        shots.filter { $0.content == shot.content && $0.source.start >= shot.source.end }
        .map(\.source.start).min() ?? lengths[shot.content] ?? shot.source.end
      shots[index].source.count += Swift.max(Swift.min(next - shot.end, limit - shot.source.end), 0)
    }
    return shots
  }

  /// The places between them; one longer than any of them is cut where the film would be cut anyway, if that leaves no flash.
  func gaps(in frameCount: Int, cuts: [Int], shortest: Int) -> [(start: Int, end: Int)] {
    var gaps: [(start: Int, end: Int)] = []
    var start = 0
    let longest = map(\.source.count).max() ?? 0
    for (first, next) in map({ ($0.start, $0.end) }) + [(frameCount, frameCount)] {
      if first > start {
        var last = start
        for cut in cuts
        where first - start > longest && cut - last >= shortest && first - cut >= shortest {
          gaps.append((last, cut))
          last = cut
        }
        gaps.append((last, first))
      }
      start = next
    }
    return gaps
  }
}
