// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds beats, bars and tempo in the features of a piece.
struct BeatTracker {
  /// Beats as people tap them; above 205 a minute they tap every other one.
  static let tempi = 55.0...205.0
  /// Steadiness of tempo: a change by 1 % costs two nats, so ramps are followed and ornaments are not.
  static let rigidity = 200.0
  /// Fewer beats than this are no rhythm: a bar.
  private static let fewestBeats = 4
  /// Flux of the piece's strong onsets below which nothing begins, only hum: 1/40 in each band.
  private static let faintestFlux: Float = 1

  let features: FeatureSeries
  let onsets: OnsetActivation

  init(features: FeatureSeries) {
    self.features = features
    onsets = OnsetActivation(of: features.mel)
  }

  /// The beats of the piece; none in silence, in noise, and where nothing begins.
  func track() -> TrackedBeats {
    let sounding = Sounding(features).frames
    guard onsets.flux.percentile(0.98) > Self.faintestFlux else { return TrackedBeats() }
    let activation = Array(onsets.activation[sounding])
    // Hand-made onsets say nothing of bars: every beat is decoded as the first of its bar.
    let decoder = BarViterbi(tempi: Self.tempi, rigidity: Self.rigidity, meter: 1)
    guard let path = decoder.decode(beat: activation, downbeat: activation) else {
      return TrackedBeats()
    }
    let clarity = PulseClarity(frames: path.beats.map(\.frame), activation: activation)
    guard clarity.isPulse else { return TrackedBeats() }
    let frames = path.beats.map { $0.frame + sounding.lowerBound }
    return beats(at: frames, confidence: clarity.confidence)
  }

  /// Refines the beats of the path, and finds their bars.
  private func beats(at frames: [Int], confidence: Double) -> TrackedBeats {
    let duration = Double(features.sampleCount) / Double(FrameRate.sampleRate)
    // The last beat may lie so close to the end that its onset would come after it.
    let times = BeatSnapping(onsets: onsets, attacks: AttackFinder(features)).times(of: frames)
      .filter { $0 < duration }
    guard times.count >= Self.fewestBeats else { return TrackedBeats() }
    let frames = Array(frames.prefix(times.count))
    let bars = BarLines(
      evidence: DownbeatEvidence(frames: frames, features: features).ratios)
    return TrackedBeats(
      times: times, frames: frames, positions: bars.positions, meter: bars.meter,
      tempo: Self.tempo(of: times), confidence: confidence)
  }

  /// Beats per minute: the median over spans of four beats, for single intervals scatter more.
  static func tempo(of times: [Double]) -> Double {
    let span = min(4, times.count - 1)
    guard span > 0 else { return 0 }
    let spans = (0..<(times.count - span)).map { (times[$0 + span] - times[$0]) / Double(span) }
      .sorted()
    let middle = spans.count / 2
    let median = spans.count % 2 == 1 ? spans[middle] : (spans[middle - 1] + spans[middle]) / 2
    return 60 / median
  }
}

/// The beats of a piece with what is known of each; all arrays are of one length.
struct TrackedBeats {
  /// Seconds from the first sample.
  var times: [Double] = []
  var frames: [Int] = []
  /// Place in the bar; 1 is the downbeat.
  var positions: [Int] = []
  var meter = 4
  var tempo = 0.0
  var confidence = 0.0
}
