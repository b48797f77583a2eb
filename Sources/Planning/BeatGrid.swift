// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The beats of the music as frames of the film; each rounded by itself, so that nothing adds up.
package struct BeatGrid: Sendable {
  /// Strictly increasing, from 0 to below `frameCount`.
  package private(set) var frames: [Int] = []
  /// Where in the song each beat stands.
  package private(set) var times: [MediaTime] = []
  package private(set) var isDownbeat: [Bool] = []
  package private(set) var startsSection: [Bool] = []
  /// What the song does at each beat; empty where nothing is known of it.
  package private(set) var section: [String] = []
  /// Energy at each beat, 0 to 1.
  package private(set) var energy: [Double] = []
  package let frameCount: Int
  package let rate: Rational
  package let meter: Int
  /// The median distance of neighbouring beats, in frames; 0 below two beats.
  package let interval: Double

  /// `offset` is how many frames after its beat a cut shall stand; negative for before.
  package init(_ music: MusicAnalysis, window: MusicWindow, rate: Rational, offset: Int = 0) {
    frameCount = window.frameCount
    self.rate = rate
    meter = max(music.meter, 1)
    for (index, beat) in music.beats.enumerated() where beat.time >= window.start {
      let frame = max((beat.time - window.start).frame(at: rate) + offset, 0)
      guard frame < window.frameCount, frame > frames.last ?? -1 else { continue }
      frames.append(frame)
      times.append(beat.time)
      isDownbeat.append(beat.position == 1)
      energy.append(music.energy(atBeat: index))
      section.append(music.section(at: beat.time)?.label ?? "")
    }
    let gaps = zip(frames, frames.dropFirst()).map { $1 - $0 }.sorted()
    interval = gaps.isEmpty ? 0 : Double(gaps[gaps.count / 2])
    startsSection = [Bool](repeating: false, count: frames.count)
    for section in music.sections {
      let frame = (section.range.start - window.start).frame(at: rate)
      guard let beat = beat(nearest: frame), abs(Double(frames[beat] - frame)) <= interval / 2
      else { continue }
      startsSection[beat] = true
    }
  }

  /// The index of the beat at or next to `frame`.
  package func beat(nearest frame: Int) -> Int? {
    let next = frames.partitioningIndex { $0 >= frame }
    guard next < frames.count else { return frames.indices.last }
    guard next > 0 else { return next }
    return frames[next] - frame < frame - frames[next - 1] ? next : next - 1
  }

  /// Indices of the beats strictly between two frames.
  package func beats(between start: Int, and end: Int) -> Range<Int> {
    let first = frames.partitioningIndex { $0 > start }
    return first..<max(first, frames.partitioningIndex { $0 >= end })
  }

  /// Mean energy of the beats in `start ..< end`; of the nearest beat when there is none, of the middle without beats.
  package func energy(from start: Int, to end: Int) -> Double {
    let first = frames.partitioningIndex { $0 >= start }
    let last = frames.partitioningIndex { $0 >= end }
    guard last > first else { return beat(nearest: start).map { energy[$0] } ?? 0.5 }
    return energy[first..<last].reduce(0, +) / Double(last - first)
  }

  /// How far the frame of a cut lies from its beat.
  package func accuracy(ofCutAt frame: Int, start: MediaTime) -> CutAccuracy {
    guard let beat = beat(nearest: frame), frames[beat] == frame else {
      return CutAccuracy(frame: frame)
    }
    let wanted = (times[beat] - start).seconds
    let error = MediaTime(frame: frame, rate: rate).seconds - wanted
    // To a microsecond, which is more than any beat is known to.
    return CutAccuracy(
      frame: frame, beat: times[beat], errorMilliseconds: (error * 1_000_000).rounded() / 1000)
  }
}
