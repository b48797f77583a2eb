// SPDX-License-Identifier: GPL-3.0-or-later

package import Aubio
package import Media

/// From the samples of a piece to its beats, bars, tempo and sections.
package struct MusicAnalyser: ~Copyable {
  private var features: BeatFeatures
  private let hints: BeatHints

  /// Keeps to what the hints say of the beats.
  package init(hints: BeatHints = BeatHints()) throws(AubioError) {
    features = try BeatFeatures()
    self.hints = hints
  }

  /// Takes the next samples: mono, `FrameRate.sampleRate` a second, in blocks of any size.
  package mutating func process(_ samples: [Float]) { features.process(samples) }

  /// Ends the piece and answers what is known of it.
  package consuming func finish() -> MusicAnalysis {
    let hints = hints
    let features = features.finish()
    let duration = MediaTime(
      ticks: Int64(features.sampleCount), timebase: Rational(1, Int64(FrameRate.sampleRate)))
    let tracker = BeatTracker(features: features, hints: hints)
    let tracked = tracker.track()
    let beats = zip(tracked.times, tracked.positions)
      .map { Beat(time: MediaTime(seconds: $0), position: $1) }
    let bounds = tracked.frames + (tracked.frames.isEmpty ? [] : [features.frameCount])
    let curve = EnergyCurve(bounds: bounds, features: features, onsets: tracker.onsets)
    let sounding = Sounding(features)
    return MusicAnalysis(
      duration: duration, tempo: tracked.tempo, confidence: tracked.confidence,
      meter: tracked.meter, beats: beats,
      sections: Sections(beats: beats, duration: duration).divide(curve),
      beatEnergy: curve.energy.map { Double($0) },
      beatAccent: tracker.onsets.accents(at: tracked.frames).map { Double($0) },
      sounding: sounding.range(within: duration), isSilent: sounding.frames.isEmpty)
  }
}
