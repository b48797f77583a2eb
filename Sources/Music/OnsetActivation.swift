// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// How much begins at each frame: spectral flux in all and in parts of the spectrum, and the activation made of it.
package struct OnsetActivation: Sendable {
  /// Sum over bands of how much the log magnitude rose within 20 ms.
  package let flux: [Float]
  /// The part of the flux below about 250 Hz: bass drum and bass.
  package let lowFlux: [Float]
  /// The part between about 450 Hz and 3.4 kHz: snare, voice, chords.
  package let midFlux: [Float]
  /// The part above about 4.4 kHz: cymbals.
  package let highFlux: [Float]
  /// 0 to 1: how much an onset stands out of its surroundings.
  package let activation: [Float]

  /// Seconds by which the activation of an onset comes before its sound: half a frame and the lag.
  static let leadSeconds = 0.012

  /// Frames over which a rise is measured: shorter loses soft attacks, longer blurs hard ones.
  private static let lag = 2
  private static let low = 0..<5
  private static let mid = 8..<28
  private static let high = 28..<40

  package init(of mel: FrameRows) {
    var flux = [Float](repeating: 0, count: mel.count)
    var (low, mid, high) = (flux, flux, flux)
    for frame in 0..<mel.count {
      let rises = Self.rises(in: mel, at: frame)
      flux[frame] = rises.reduce(0, +)
      low[frame] = rises[Self.low].reduce(0, +)
      mid[frame] = rises[Self.mid].reduce(0, +)
      high[frame] = rises[Self.high].reduce(0, +)
    }
    self.flux = flux
    lowFlux = low
    midFlux = mid
    highFlux = high
    activation = Self.activation(of: flux)
  }

  /// How much begins at each of these frames, against what begins at most at nearly all of them: 0 to 1.
  func accents(at frames: [Int]) -> [Float] {
    let heights = heights(at: frames)
    let most = max(heights.percentile(0.95), Float.leastNormalMagnitude)
    return heights.map { min($0 / most, 1) }
  }

  /// How much begins at each of these frames.
  func heights(at frames: [Int]) -> [Float] {
    frames.map { frame in
      flux[max(0, frame - Self.reach)..<min(flux.count, frame + Self.reach + 1)].max() ?? 0
    }
  }

  /// Frames by which an onset may lie off its beat.
  private static let reach = 3

  /// How much each band rose; silence lies before the first frame.
  private static func rises(in mel: FrameRows, at frame: Int) -> [Float] {
    let now = mel.row(frame)
    guard frame >= lag else { return Array(now) }
    return zip(now, mel.row(frame - lag)).map { max(0, $0 - $1) }
  }

  /// Flux above its mean of 0.8 s, against its size over 8 s, through a soft limit.
  private static func activation(of flux: [Float]) -> [Float] {
    /// Puts a typical beat, three times the root mean square, at two thirds.
    let steepness: Float = 0.35
    let surroundings = flux.movingMean(width: 80)
    let peaks = zip(flux, surroundings).map { max(0, $0 - $1) }
    let floor = 0.001 * (peaks.max() ?? 0) + Float.leastNormalMagnitude
    let size = peaks.map { $0 * $0 }.movingMean(width: 800).map { $0.squareRoot() + floor }
    // A rise over 20 ms ends a frame after the attack.
    return flux.indices.map { frame in
      let next = min(frame + 1, flux.count - 1)
      return 1 - exp(-steepness * peaks[next] / size[next])
    }
  }
}
