// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The stretch of the song under the film.
package struct MusicWindow: Hashable, Sendable {
  /// Where in the song frame 0 stands.
  package let start: MediaTime
  /// Length of the film in frames.
  package let frameCount: Int

  /// Everything from the first sound to the last: nobody wants to look at silence.
  package init(wholeSong music: MusicAnalysis, rate: Rational) {
    start = music.sounding.start
    frameCount = (music.sounding.end - music.sounding.start).frame(at: rate)
  }

  /// The stretch of about the length that the user asked for with the most energy.
  package init(of music: MusicAnalysis, length: FilmLength, rate: Rational) {
    switch length {
    case .wholeSong:
      self.init(wholeSong: music, rate: rate)
    case .exactly(let wanted):
      let frames = min(wanted.frame(at: rate), music.duration.frame(at: rate))
      self =
        Self.best(of: music, rate: rate) { start in
          let end = start + wanted
          return end <= music.duration ? (end, frames) : nil
        } ?? Self(start: .zero, frameCount: frames)
    case .about(let wanted):
      let half = music.barSeconds / 2
      guard wanted.seconds + half < music.duration.seconds else {
        self.init(wholeSong: music, rate: rate)
        return
      }
      let lines = music.barLines
      self =
        Self.best(of: music, rate: rate) { start in
          guard let end = nearest(lines, to: start + wanted), start < end,
            abs((end - start - wanted).seconds) <= 1.01 * half
          else { return nil }
          return (end, (end - start).frame(at: rate))
        } ?? Self(start: .zero, frameCount: wanted.frame(at: rate))
    }
  }

  /// The best stretch on bar lines that is not longer than `frames`; on any frame in music without bars.
  package init(of music: MusicAnalysis, atMost frames: Int, rate: Rational) {
    // Near the song's end a limit leaves short stretches, however lively: those only without others.
    let slack = Int(1.5 * music.barSeconds * rate.value) + 1
    func longest(endingOn lines: [MediaTime], atLeast least: Int) -> MusicWindow? {
      Self.best(of: music, rate: rate) { start in
        let limit = start + MediaTime(frame: frames, rate: rate)
        let next = lines.partitioningIndex { $0 > limit }
        guard next > 0, start < lines[next - 1] else { return nil }
        // Nearest rounding may add the frame that the limit forbids.
        let count = min(frames, (lines[next - 1] - start).frame(at: rate))
        return count >= least ? (lines[next - 1], count) : nil
      }
    }
    self =
      longest(endingOn: music.barLines, atLeast: max(1, frames - slack))
      ?? longest(endingOn: music.beats.map(\.time), atLeast: 1)
      ?? Self(start: .zero, frameCount: min(frames, music.duration.frame(at: rate)))
  }

  private init(start: MediaTime, frameCount: Int) {
    self.start = start
    self.frameCount = frameCount
  }

  /// Tries every bar line as a start; `end` answers where the film would end and its frames.
  private static func best(
    of music: MusicAnalysis, rate: Rational, end: (MediaTime) -> (MediaTime, Int)?
  ) -> MusicWindow? {
    let energy = EnergyIntegral(music)
    let sectionStarts = music.sections.map(\.range.start)
    var best: MusicWindow?
    var bestValue = -Double.infinity
    for start in music.barLines {
      guard let (stop, frames) = end(start) else { continue }
      var value = energy.mean(from: start, to: stop)
      if let near = nearest(sectionStarts, to: start), abs((near - start).seconds) < 0.1 {
        value += sectionStartBonus
      }
      // A longer film wins by a hair, then the earlier one.
      value += 1e-6 * Double(frames)
      if value > bestValue {
        bestValue = value
        best = MusicWindow(start: start, frameCount: frames)
      }
    }
    return best
  }

  /// Worth of starting where the music itself starts something, in units of mean energy.
  private static let sectionStartBonus = 0.05
}

/// Energy of the music over any stretch, from sums at the beats.
private struct EnergyIntegral {
  private let times: [MediaTime]
  private var sums: [Double] = [0]

  init(_ music: MusicAnalysis) {
    times = music.beats.map(\.time)
    for index in music.beats.indices { sums.append((sums.last ?? 0) + music.energy(atBeat: index)) }
  }

  func mean(from start: MediaTime, to end: MediaTime) -> Double {
    let first = times.partitioningIndex { $0 >= start }
    let last = times.partitioningIndex { $0 >= end }
    return last > first ? (sums[last] - sums[first]) / Double(last - first) : 0
  }
}

/// The value of sorted `times` that lies nearest to `wanted`.
func nearest(_ times: [MediaTime], to wanted: MediaTime) -> MediaTime? {
  let next = times.partitioningIndex { $0 >= wanted }
  guard next < times.count else { return times.last }
  guard next > 0 else { return times[next] }
  return times[next] - wanted < wanted - times[next - 1] ? times[next] : times[next - 1]
}

extension RandomAccessCollection where Index == Int {
  /// The first index at which `belongsAfter` holds, in a collection sorted by it.
  func partitioningIndex(where belongsAfter: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
