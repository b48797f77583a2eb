// SPDX-License-Identifier: GPL-3.0-or-later

/// How likely each beat is to start a bar, by what a listener goes by: new chords, and loud beats.
struct DownbeatEvidence {
  /// Log likelihood ratios, one a beat.
  let ratios: [Float]

  /// Beats to each side between which chords are compared: a beat, half a bar and a bar.
  private static let spans = [1, 2, 4]
  /// Weight of each span's chord change: chords decide, by every study of single features.
  private static let chordWeight: Float = 0.4
  /// Weight of a beat's loudness: settles music without chords.
  private static let loudnessWeight: Float = 0.2
  /// One downbeat cannot outweigh many.
  private static let limit: Float = 3
  /// Chord change that is mere timbre: with less than this between beats, chords say little.
  private static let faintChange: Float = 0.02
  /// Cost of a downbeat: without evidence the metre with fewer of them, 4/4, is the usual one.
  private static let cost: Float = 0.4

  init(frames: [Int], features: FeatureSeries) {
    let chords = ChordChange(semitones: features.semitones)
    var ratios = [Float](repeating: -Self.cost, count: frames.count)
    for span in Self.spans {
      let changes = frames.indices.map { beat in
        let before = frames[max(0, beat - span)]..<frames[beat]
        let after = (frames[beat] + 1)..<(Self.frame(beat + span, of: frames) + 1)
        return before.isEmpty || after.isEmpty ? 0 : chords.between(before, after)
      }
      Self.add(changes, weight: Self.chordWeight, faint: Self.faintChange, to: &ratios)
    }
    let loudness = frames.indices.map { beat in
      let last = min(Self.frame(beat + 1, of: frames), features.frameCount)
      return Array(features.level[frames[beat]..<max(last, frames[beat] + 1)]).mean * features.gain
    }
    Self.add(loudness, weight: Self.loudnessWeight, faint: 0.001, to: &ratios)
    self.ratios = ratios
  }

  /// Adds `weight` times the standardised values; their deviation counts as `faint` more than it is.
  private static func add(
    _ values: [Float], weight: Float, faint: Float, to ratios: inout [Float]
  ) {
    let mean = values.mean
    let deviation = values.map { ($0 - mean) * ($0 - mean) }.mean.squareRoot() + faint
    for index in ratios.indices {
      ratios[index] += weight * min(max((values[index] - mean) / deviation, -limit), limit)
    }
  }

  /// The frame of beat `beat`, with the last interval repeated past the end.
  private static func frame(_ beat: Int, of frames: [Int]) -> Int {
    guard beat >= frames.count, let last = frames.last else { return frames[beat] }
    let interval =
      frames.count > 1 ? last - frames[frames.count - 2] : FrameRate.framesPerSecond / 2
    return last + (beat - frames.count + 1) * interval
  }
}
