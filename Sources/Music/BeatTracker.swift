// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Finds beats, bars and tempo in the features of a piece, and keeps to what is said of them.
struct BeatTracker {
  /// Beats as people tap them; above 205 a minute they tap every other one.
  static let tempi = 55.0...205.0
  /// How far the music may stray from a tempo that is told: players do, and people round.
  static let toldTempoShare = 0.04
  /// Fewer beats than this are no rhythm: a bar.
  private static let fewestBeats = 4
  /// Flux of the piece's strong onsets below which nothing begins, only hum: 1/40 in each band.
  private static let faintestFlux: Float = 1

  /// Beats on which less begins than this share of what begins on those between them are none.
  private static let silentShare: Float = 0.12

  /// Seconds before the end of a piece in which nothing begins any more.
  private static let rest = 0.03

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
    guard onsets.flux.percentile(0.98) > Self.faintestFlux else { return evenBeats(in: sounding) }
    let decoder = BarDecoder(heard: BeatActivation(of: features)[sounding], meter: hints.meter)
    guard var path = decoder.path(hints.tempo.map(Self.range(around:)) ?? Self.tempi)
    else { return evenBeats(in: sounding) }
    if hints.tempo == nil, let slower = slowed(path, decoder, from: sounding.lowerBound) {
      path = slower
    }
    let clarity = PulseClarity(path, activation: activation)
    guard clarity.isPulse else { return evenBeats(in: sounding) }
    var found = beats(of: path, from: sounding.lowerBound)
    found.confidence =
      hints.tempo == nil
      ? Self.confidence(in: found, path, decoder)
      : Self.confidence(inTold: clarity, decoder, activation)
    return found
  }

  private static func range(around tempo: Double) -> ClosedRange<Double> {
    (tempo * (1 - toldTempoShare))...(tempo * (1 + toldTempoShare))
  }

  /// Half as many beats, where nothing begins on every other one.
  private func slowed(_ path: BarPath, _ decoder: BarDecoder, from start: Int) -> BarPath? {
    let heights = onsets.heights(at: path.beats.map { $0.middle + start })
    let sums = [0, 1].map {
      stride(from: $0, to: heights.count, by: 2).reduce(0) { $0 + heights[$1] }
    }
    let tempo = Self.tempo(
      of: path.beats.map { Double($0.middle) / Double(FrameRate.framesPerSecond) })
    guard let least = sums.min(), let most = sums.max(), least < Self.silentShare * most,
      tempo / 2 > Self.tempi.lowerBound
    else { return nil }
    return decoder.path(Self.range(around: tempo / 2))
  }

  private static func confidence(
    in found: TrackedBeats, _ path: BarPath, _ decoder: BarDecoder
  ) -> Double {
    guard found.tempo > 0 else { return 0 }
    let rival = TempoEvidence.rivals.compactMap {
      decoder.path(range(around: $0 * found.tempo))?.score
    }.max()
    let probabilities = path.beats.map { decoder.heard.probability(at: $0.middle) }
    return TempoEvidence(
      certainty: Double(probabilities.mean),
      margin: rival.map { (path.score - $0) / Double(decoder.heard.beat.count) } ?? 0,
      beatCount: found.times.count
    ).confidence
  }

  /// A told tempo is right, unless far less begins on its beats than on those that would be found without it.
  private static func confidence(
    inTold clarity: PulseClarity, _ decoder: BarDecoder, _ activation: [Float]
  ) -> Double {
    guard let free = decoder.path(tempi) else { return 1 }
    return clarity.value >= PulseClarity(free, activation: activation).value / 2 ? 1 : 0
  }

  /// Refines the beats of the path, whose first frame is number `start` of the piece.
  private func beats(of path: BarPath, from start: Int) -> TrackedBeats {
    var frames = path.beats.map { min($0.middle + start, features.frameCount - 1) }
    if let downbeat = hints.firstDownbeat {
      frames = BeatPhase(of: frames, through: downbeat.seconds).frames
        .filter { $0 < features.frameCount }
    }
    let times = BeatSnapping(onsets: onsets, attacks: AttackFinder(features)).times(of: frames)
      .filter { $0 < duration - Self.rest }
    guard times.count >= Self.fewestBeats else { return TrackedBeats() }
    let bars =
      hints.firstDownbeat.map {
        BarLines(
          beatCount: times.count, meter: path.meter,
          anchor: BeatPhase.beat(at: $0.seconds, in: times)
        ).positions
      } ?? path.beats.prefix(times.count).map { $0.position + 1 }
    return TrackedBeats(
      times: times, frames: Array(frames.prefix(times.count)), positions: bars, meter: path.meter,
      tempo: Self.tempo(of: times), confidence: 0)
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
