// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg

/// The own sound of one clip, with enough around it to move its edits.
package struct SoundTake: Sendable, Hashable {
  /// The clip's first sample in the film, and the one after its last.
  package var start: Int
  package var end: Int
  /// Loudness by slots of 10 ms, from `margin` before the start on.
  package var energies: [Double]

  package init(start: Int, end: Int, energies: [Double] = []) {
    self.start = start
    self.end = end
    self.energies = energies
  }

  /// Where its sound is laid aside from, in samples of the film.
  var windowStart: Int { start - Self.margin }
  var windowCount: Int { end - start + 2 * Self.margin }

  /// The energy around a sample of the film; none outside of what is known.
  func energy(at sample: Int) -> Double {
    let slot = (sample - windowStart) / Self.slot
    return sample >= windowStart && slot < energies.count ? energies[slot] : 0
  }

  /// Samples of a slot: 10 ms.
  package static let slot = SoundEncoder.sampleRate / 100
  /// Samples by which an edit may leave its cut: 250 ms, which the eye forgives.
  static let reach = SoundEncoder.sampleRate / 4
  /// Samples from the middle of a cross fade to its end; 30 ms in all.
  static let ramp = SoundEncoder.sampleRate * 15 / 1000
  /// Samples known before and behind the clip.
  package static let margin = reach + ramp
}

/// Where the sound of a take comes and goes: the middles of its cross fades, in samples of the film.
package struct SoundEdges: Sendable, Hashable {
  package var start: Int
  package var end: Int

  package init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// Samples of the film in which the take is heard at all.
  var heard: Range<Int> {
    (start - SoundTake.ramp)..<max(end + SoundTake.ramp, start - SoundTake.ramp)
  }
}

/// Chooses where takes follow each other: in a pause, where there is one near the cut.
package enum SoundEdits {
  /// The edges of all takes, which are sorted and do not overlap.
  package static func edges(of takes: [SoundTake], sampleCount: Int) -> [SoundEdges] {
    var edges = takes.map { SoundEdges(start: $0.start, end: $0.end) }
    for index in takes.indices {
      let take = takes[index]
      let next = index + 1 < takes.count ? takes[index + 1] : nil
      let isJoined = next?.start == take.end
      // Nothing lies before the film's start and behind its end to fade into.
      if take.start == 0 { edges[index].start = SoundTake.ramp }
      if take.end == sampleCount {
        edges[index].end = sampleCount - SoundTake.ramp
      } else {
        edges[index].end = edit(at: take.end, take, isJoined ? next : nil)
      }
      if isJoined {
        edges[index + 1].start = edges[index].end
      } else if let next {
        edges[index + 1].start = edit(at: next.start, nil, next)
      }
    }
    return edges
  }

  /// The pause nearest to a cut; the cut itself where there is none.
  private static func edit(at cut: Int, _ before: SoundTake?, _ after: SoundTake?) -> Int {
    let shortest = [before, after].compactMap { $0.map { $0.end - $0.start } }.min() ?? 0
    let steps = min(SoundTake.reach, shortest / 3) / SoundTake.slot
    func energy(_ step: Int) -> Double {
      let sample = cut + step * SoundTake.slot
      return (before?.energy(at: sample) ?? 0) + (after?.energy(at: sample) ?? 0)
    }
    let around = (-steps...steps).map(energy)
    let mean = around.reduce(0, +) / Double(around.count)
    let quiet = max(mean * pauseShare, silence)
    // The nearest first; as long as the cross fade and a little more.
    for distance in 0...steps {
      for step in distance == 0 ? [0] : [-distance, distance]
      where (-2...2).allSatisfy({ energy(step + $0) <= quiet }) {
        return cut + step * SoundTake.slot
      }
    }
    return cut
  }

  /// A pause is 13 dB softer than what is around it.
  private static let pauseShare = 0.05
  /// Mean square that nobody hears in a film.
  private static let silence = 1e-7
}
