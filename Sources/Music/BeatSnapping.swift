// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Moves beats from whole frames to the onsets they belong to, finer than a frame.
struct BeatSnapping {
  private let flux: [Float]
  private let activation: [Float]
  private let attacks: AttackFinder
  /// Flux of a strong onset of the piece: the unit of weights.
  private let strongFlux: Float

  /// How long an attack is over when its flux peaks; calibrated on rendered music of known beats.
  private static let fluxLatencySeconds = 0.005
  /// Frames to each side in which the onset is looked for.
  private static let reach = 5
  /// Standard deviation of the distance between a decoded beat and its onset.
  private static let spreadFrames: Float = 2.5
  /// An onset further from its neighbours' line than this is an ornament, not the beat.
  private static let tolerance = 0.015
  /// Seconds that keep beats in order whatever they snap to.
  private static let leastInterval = 0.01

  init(onsets: OnsetActivation, attacks: AttackFinder) {
    self.attacks = attacks
    flux = onsets.flux
    activation = onsets.activation
    strongFlux = max(onsets.flux.percentile(0.98), Float.leastNormalMagnitude)
  }

  /// Times in seconds of the beats at `frames`, as many and as strictly increasing.
  func times(of frames: [Int]) -> [Double] {
    let onsets = frames.map(onset(near:))
    var earliest = 0.0
    return onsets.indices.map { index in
      let line = BeatLine(through: onsets, around: index).time
      let snapped = onsets[index].time
      let time = abs(line - snapped) < Self.tolerance ? (line + snapped) / 2 : line
      defer { earliest = max(time, earliest) + Self.leastInterval }
      return max(time, earliest)
    }
  }

  /// The strongest onset near the beat at `frame`, or the beat itself where nothing begins.
  private func onset(near frame: Int) -> WeightedTime {
    let rate = Double(FrameRate.framesPerSecond)
    let expected = Double(frame) / rate
    let middle = Int((expected * rate).rounded())
    let candidates =
      max(1, middle - Self.reach)..<max(1, min(flux.count - 1, middle + Self.reach + 1))
    let strengths = candidates.map { candidate in
      let distance = Float(candidate - middle) / Self.spreadFrames
      // An onset without activation still counts a little: the soft ones are all there is at times.
      return flux[candidate] * exp(-distance * distance / 2) * (0.05 + activation[candidate])
    }
    guard let strongest = strengths.max(), strongest > 0,
      let index = strengths.firstIndex(of: strongest)
    else { return WeightedTime(time: expected, weight: WeightedTime.least) }
    let peak = candidates.lowerBound + index
    let time = (Double(peak) + Double(vertex(at: peak))) / rate - Self.fluxLatencySeconds
    return WeightedTime(
      time: attacks.attack(near: time) ?? time,
      weight: min(1, Double(flux[peak] / strongFlux)) + WeightedTime.least)
  }

  /// Where the parabola through the flux at `frame` and its neighbours peaks, within half a frame of it.
  private func vertex(at frame: Int) -> Float {
    let (before, here, after) = (flux[frame - 1], flux[frame], flux[frame + 1])
    let curvature = before - 2 * here + after
    return curvature < -1e-9 ? min(max((before - after) / 2 / curvature, -0.5), 0.5) : 0
  }
}

/// A time in seconds, and how much it is to be believed.
struct WeightedTime {
  var time: Double
  var weight: Double

  /// Weight of a beat without an onset.
  static let least = 0.001
}

/// A weighted line through the beats around one: what a player with a steady hand meant.
private struct BeatLine {
  /// Time of the line at the beat in its middle.
  let time: Double

  private static let reach = 4
  /// Standard deviation in beats of the weight of neighbours.
  private static let spread = 2.0
  /// Seconds off the line at which a beat's weight halves: the scatter of human timing.
  private static let scatter = 0.01

  init(through beats: [WeightedTime], around middle: Int) {
    let near = max(0, middle - Self.reach)..<min(beats.count, middle + Self.reach + 1)
    var weights = near.map { index in
      let distance = Double(index - middle) / Self.spread
      return beats[index].weight * exp(-distance * distance / 2)
    }
    var line = (slope: 0.0, time: beats[middle].time)
    for _ in 0..<2 {
      line = Self.fit(beats[near], weights: weights, middle: middle)
      for (place, index) in near.enumerated() {
        let expected = line.time + line.slope * Double(index - middle)
        let residual = (beats[index].time - expected) / Self.scatter
        weights[place] /= 1 + residual * residual
      }
    }
    time = line.time
  }

  private static func fit(
    _ beats: ArraySlice<WeightedTime>, weights: [Double], middle: Int
  ) -> (slope: Double, time: Double) {
    var (sum, meanPlace, meanTime) = (0.0, 0.0, 0.0)
    for (weight, index) in zip(weights, beats.indices) {
      sum += weight
      meanPlace += weight * Double(index - middle)
      meanTime += weight * beats[index].time
    }
    meanPlace /= sum
    meanTime /= sum
    var (spread, product) = (1e-9, 0.0)
    for (weight, index) in zip(weights, beats.indices) {
      let place = Double(index - middle) - meanPlace
      spread += weight * place * place
      product += weight * place * (beats[index].time - meanTime)
    }
    let slope = product / spread
    return (slope, meanTime - slope * meanPlace)
  }
}
