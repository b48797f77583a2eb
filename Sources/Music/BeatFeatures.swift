// SPDX-License-Identifier: GPL-3.0-or-later

package import Aubio
internal import Glibc

/// From samples in blocks of any size to the features of the whole piece.
package struct BeatFeatures: ~Copyable {
  private static let melWindow = 1024
  /// Long enough to tell semitones apart down to 100 Hz.
  private static let semitoneWindow = 4096
  private static let melBands = 40
  private static let melRange: (lowest: Float, highest: Float) = (30, 10_500)
  /// MIDI notes A1 to G#5: four octaves, where chords are.
  private static let notes = 33..<81
  /// Samples kept in front of the ones still needed, so that they are moved seldom.
  private static let slack = 32_768

  private let melAnalyser: SpectralAnalyser
  private let semitoneAnalyser: SpectralAnalyser
  private let melBank: FilterBank
  private let semitoneBank: FilterBank
  private var filter = DirectCurrentFilter()
  /// Filtered samples, the first of which is number `pendingStart` of the piece.
  private var pending: [Float]
  private var pendingStart: Int
  private var series = FeatureSeries(
    sampleCount: 0, mel: FrameRows(width: melBands), semitones: FrameRows(width: notes.count),
    level: [], envelope: FrameRows(width: FeatureSeries.envelopeParts), gain: 1)

  package init() throws(AubioError) {
    let melAnalyser = try SpectralAnalyser(windowSize: Self.melWindow)
    let semitoneAnalyser = try SpectralAnalyser(windowSize: Self.semitoneWindow)
    let melBank = try FilterBank(coefficients: Self.melCoefficients)
    let semitoneBank = try FilterBank(coefficients: Self.semitoneCoefficients)
    self.melAnalyser = melAnalyser
    self.semitoneAnalyser = semitoneAnalyser
    self.melBank = melBank
    self.semitoneBank = semitoneBank
    // Silence before the piece fills the first half window.
    pending = [Float](repeating: 0, count: Self.semitoneWindow / 2)
    pendingStart = -Self.semitoneWindow / 2
  }

  /// Takes the next samples: mono, 22,050 a second.
  package mutating func process(_ samples: [Float]) {
    pending.reserveCapacity(pending.count + samples.count)
    for sample in samples { pending.append(filter.filter(sample)) }
    series.sampleCount += samples.count
    measureFrames()
  }

  /// Ends the piece and answers its features.
  package consuming func finish() -> FeatureSeries {
    pending.append(contentsOf: repeatElement(0, count: Self.semitoneWindow / 2))
    let wanted = FrameRate.frameCount(ofSamples: series.sampleCount)
    measureFrames()
    assert(series.frameCount == wanted, "every frame inside the piece was measured")
    var series = series
    LoudnessNormalisation().apply(to: &series)
    return series
  }

  /// Measures every frame whose longest window has arrived.
  private mutating func measureFrames() {
    while true {
      let centre = FrameRate.sample(ofFrame: series.frameCount)
      let end = centre + Self.semitoneWindow / 2
      guard centre < series.sampleCount, end <= pendingStart + pending.count else { break }
      measure(centre: centre - pendingStart)
    }
    let needed =
      FrameRate.sample(ofFrame: series.frameCount) - Self.semitoneWindow / 2 - pendingStart
    guard needed > Self.slack else { return }
    pending.removeFirst(needed)
    pendingStart += needed
  }

  /// Appends the features of the frame centred on `pending[centre]`.
  private mutating func measure(centre: Int) {
    let frame = series.frameCount
    measureEnvelope(centre: centre)

    let half = Self.melWindow / 2
    melAnalyser.analyse(pending.span.extracting((centre - half)..<(centre + half)))
    melBank.append(sumsOf: melAnalyser, to: &series.mel.values)
    guard frame % FeatureSeries.semitoneStride == 0 else { return }
    let wide = Self.semitoneWindow / 2
    semitoneAnalyser.analyse(pending.span.extracting((centre - wide)..<(centre + wide)))
    semitoneBank.append(sumsOf: semitoneAnalyser, to: &series.semitones.values)
  }

  /// Appends the level of the frame centred on `pending[centre]`, in whole and in quarters.
  private mutating func measureEnvelope(centre: Int) {
    let quarter = 55
    var energy: Float = 0
    for part in -2..<2 {
      var sum: Float = 0
      for index in (centre + part * quarter)..<(centre + (part + 1) * quarter) {
        sum += pending[index] * pending[index]
      }
      series.envelope.values.append((sum / Float(quarter)).squareRoot())
      energy += sum
    }
    series.level.append((energy / Float(4 * quarter)).squareRoot())
  }

  private static var melCoefficients: [[Float]] {
    FilterShapes(
      binWidth: Float(FrameRate.sampleRate) / Float(melWindow), binCount: melWindow / 2 + 1
    ).mel(count: melBands, from: melRange.lowest, to: melRange.highest)
  }

  /// Only the bins up to the highest note, 830 Hz, with room for its filter's slope.
  private static var semitoneCoefficients: [[Float]] {
    FilterShapes(binWidth: Float(FrameRate.sampleRate) / Float(semitoneWindow), binCount: 176)
      .semitones(notes)
  }
}
