// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Music

/// Against `reference.bin`, which the training code wrote with the weights: features of five seconds, and the logits.
struct BeatNetworkTests {
  private let mel: [Float]
  private let semitones: [Float]
  private let logits: [Float]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../packaging/beat-model/reference.bin")
    let numbers = try Data(contentsOf: file).withUnsafeBytes {
      Array($0.bindMemory(to: Float.self))
    }
    mel = Array(numbers[..<20_000])
    semitones = Array(numbers[20_000..<26_000])
    logits = Array(numbers[26_000...])
    try #require(logits.count == 1000)
  }

  /// Clicks of noise twice a second over a chord that changes every two seconds.
  private static var signal: [Float] {
    let chords = [[220, 277.18, 329.63], [196, 246.94, 293.66], [174.61, 220, 261.63]]
    var state: UInt32 = 2026
    return (0..<(5 * 22_050)).map { index in
      state = state &* 1_664_525 &+ 1_013_904_223
      let noise = Double(state) / 2_147_483_648 - 1
      let click = 0.5 * noise * exp(-40 * Double(index % 11_025) / 22_050)
      let chord = chords[index / 44_100].reduce(0) {
        $0 + 0.1 * sin(2 * .pi * $1 * Double(index) / 22_050)
      }
      return Float(click + chord)
    }
  }

  private func largestDifference(_ one: [Float], _ other: [Float]) -> Float {
    #expect(one.count == other.count)
    return zip(one, other).map { abs($0 - $1) }.max() ?? 0
  }

  @Test func `features are those that the networks were trained on`() throws {
    var features = try BeatFeatures()
    features.process(Self.signal)
    let series = features.finish()
    #expect(largestDifference(series.mel.values, mel) < 2e-3)
    #expect(largestDifference(series.semitones.values, semitones) < 2e-3)
  }

  @Test func `logits are those of the training code`() {
    var series = FeatureSeries.silence
    series.mel = FrameRows(width: 40)
    series.mel.values = mel
    series.semitones = FrameRows(width: 48)
    series.semitones.values = semitones
    series.level = [Float](repeating: 0.1, count: 500)
    let heard = BeatActivation(of: series)
    let wanted = stride(from: 0, to: 1000, by: 2).map { place in
      let (beat, first) = (logits[place], logits[place + 1])
      return 1 / (1 + exp(-max(beat, first)))
    }
    #expect(largestDifference(heard.beat, wanted) < 1e-4)
    let downbeats = stride(from: 1, to: 1000, by: 2).map { 1 / (1 + exp(-logits[$0])) }
    let limited = zip(downbeats, wanted).map { min($0, 0.98 * $1) }
    #expect(largestDifference(heard.downbeat, limited) < 1e-4)
  }
}
