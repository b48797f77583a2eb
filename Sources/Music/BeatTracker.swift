// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Finds beats, bars and tempo in the features of a piece, and keeps to what is said of them.
struct BeatTracker {
  /// Beats as people tap them; above 205 a minute they tap every other one.
  static let tempi = 55.0...205.0
  /// Steadiness of tempo: a change by 1 % costs two nats, so ramps are followed and ornaments are not.
  static let rigidity = 200.0
  /// How far the music may stray from a tempo that is told: players do, and people round.
  static let toldTempoShare = 0.04
  /// Fewer beats than this are no rhythm: a bar.
  private static let fewestBeats = 4
  /// Flux of the piece's strong onsets below which nothing begins, only hum: 1/40 in each band.
  private static let faintestFlux: Float = 1

  let features: FeatureSeries
  let onsets: OnsetActivation
  let hints: BeatHints

  init(features: FeatureSeries, hints: BeatHints = BeatHints()) {
    self.features = features
    self.hints = hints
    onsets = OnsetActivation(of: features.mel)
  }

  /// The beats of the piece; none in silence, in noise, and where nothing begins, unless they or their tempo are told.
  func track() -> TrackedBeats {
    guard hints.beats.isEmpty else { return told() }
    let sounding = Sounding(features).frames
    guard !sounding.isEmpty else { return TrackedBeats() }
    let activation = Array(onsets.activation[sounding])
    guard onsets.flux.percentile(0.98) > Self.faintestFlux,
      let path = Self.decode(activation, hints.tempo.map(Self.range(around:)) ?? Self.tempi)
    else { return evenBeats(in: sounding) }
    let clarity = PulseClarity(path, activation: activation)
    guard clarity.isPulse else { return evenBeats(in: sounding) }
    var found = beats(at: path.beats.map { $0.frame + sounding.lowerBound })
    found.confidence =
      hints.tempo == nil
      ? Self.confidence(in: found, path, clarity, activation)
      : Self.confidence(inTold: clarity, activation)
    return found
  }

  /// Hand-made onsets say nothing of bars: every beat is decoded as the first of its bar.
  private static func decode(_ activation: [Float], _ tempi: ClosedRange<Double>) -> BarPath? {
    BarViterbi(tempi: tempi, rigidity: rigidity, meter: 1)
      .decode(beat: activation, downbeat: activation)
  }

  private static func range(around tempo: Double) -> ClosedRange<Double> {
    (tempo * (1 - toldTempoShare))...(tempo * (1 + toldTempoShare))
  }

  private static func confidence(
    in found: TrackedBeats, _ path: BarPath, _ clarity: PulseClarity, _ activation: [Float]
  ) -> Double {
    guard found.tempo > 0 else { return 0 }
    let doubled = decode(activation, range(around: 2 * found.tempo))
    return TempoEvidence(
      tempo: found.tempo, clarity: Double(clarity.value),
      doubling: doubled.map { ($0.score - path.score) / Double(activation.count) } ?? 0,
      beatCount: found.times.count
    ).confidence
  }

  /// A told tempo is right, unless far less begins on its beats than on those that would be found without it.
  private static func confidence(inTold clarity: PulseClarity, _ activation: [Float]) -> Double {
    guard let free = decode(activation, tempi) else { return 1 }
    return clarity.value >= PulseClarity(free, activation: activation).value / 2 ? 1 : 0
  }

  /// Refines the beats of the path, and finds their bars.
  private func beats(at path: [Int]) -> TrackedBeats {
    var frames = path
    if let downbeat = hints.firstDownbeat {
      frames = BeatPhase(of: path, through: downbeat.seconds).frames
        .filter { $0 < features.frameCount }
    } else if hints.tempo != nil {
      frames = OffBeat(of: path, features: features, onsets: onsets).frames
    }
    // The last beat may lie so close to the end that its onset would come after it.
    let times = BeatSnapping(onsets: onsets, attacks: AttackFinder(features)).times(of: frames)
      .filter { $0 < duration }
    guard times.count >= Self.fewestBeats else { return TrackedBeats() }
    return inBars(times, Array(frames.prefix(times.count)), confidence: 0)
  }

  /// Beats at the told tempo where none are heard; none without it.
  private func evenBeats(in sounding: Range<Int>) -> TrackedBeats {
    guard let tempo = hints.tempo else { return TrackedBeats() }
    let grid = EvenGrid(
      tempo: tempo, activation: onsets.activation, through: hints.firstDownbeat?.seconds)
    let times = grid.times(in: sounding).filter { $0 < duration }
    // The tempo is told, but nothing in the music says that it is right.
    return inBars(times, times.map(frame(at:)), confidence: 0)
  }

  /// The beats that a person wrote down, with places in the bar where those are known.
  private func told() -> TrackedBeats {
    let beats = hints.beats.filter { $0.time >= .zero && $0.time.seconds < duration }
    let times = beats.map(\.time.seconds)
    let frames = times.map(frame(at:))
    guard let bars = ToldBars(beats.map(\.position)) else {
      return inBars(times, frames, confidence: 1)
    }
    return TrackedBeats(
      times: times, frames: frames, positions: bars.positions, meter: bars.meter,
      tempo: Self.tempo(of: times), confidence: 1)
  }

  private func inBars(_ times: [Double], _ frames: [Int], confidence: Double) -> TrackedBeats {
    guard !times.isEmpty else { return TrackedBeats() }
    var bars = BarLines(
      evidence: DownbeatEvidence(frames: frames, features: features).ratios, meter: hints.meter)
    if let downbeat = hints.firstDownbeat?.seconds {
      bars = BarLines(
        beatCount: times.count, meter: bars.meter, anchor: BeatPhase.beat(at: downbeat, in: times))
    }
    return TrackedBeats(
      times: times, frames: frames, positions: bars.positions, meter: bars.meter,
      tempo: Self.tempo(of: times), confidence: confidence)
  }

  /// Length of the piece in seconds.
  private var duration: Double { Double(features.sampleCount) / Double(FrameRate.sampleRate) }

  private func frame(at time: Double) -> Int {
    min(Int(time * Double(FrameRate.framesPerSecond)), features.frameCount - 1)
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
