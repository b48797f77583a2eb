// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@testable import Rendering

struct TruePeakTests {
  /// Samples that all miss the crests of their wave.
  static func missed(_ phase: Double, frequency: Double = 12_000) -> [Float] {
    (0..<9_600).flatMap { index -> [Float] in
      // It swells, so that its beginning is no crest of its own.
      let swell = min(Double(index), Double(9_600 - index), 1_000) / 1_000
      let value = 0.5 * swell * sin(2 * .pi * frequency * Double(index) / 48_000 + phase)
      return [Float(value), 0]
    }
  }

  @Test(arguments: [0, 0.25, 0.5, 0.75, 1.0])
  func `the crest between two samples is found`(eighths: Double) {
    let samples = Self.missed(eighths * .pi / 4)
    var meter = TruePeakMeter()
    meter.add(samples)
    let peak = meter.finish()
    #expect(peak > 0.47 && peak < 0.515)
  }

  @Test func `the samples alone would not tell`() {
    let highest = Self.missed(.pi / 4).map(abs).max() ?? 1
    #expect(highest < 0.36)
  }

  @Test func `blocks of any size and either channel measure the same`() {
    let sound = Tone.noise(seconds: 0.5, seed: 8)
    let swapped = stride(from: 0, to: sound.count, by: 2).flatMap { [sound[$0 + 1], sound[$0]] }
    var whole = TruePeakMeter()
    whole.add(sound)
    let peak = whole.finish()
    for (sound, block) in [(sound, 2), (sound, 34), (sound, 2_048), (swapped, 4_096)] {
      var meter = TruePeakMeter()
      for start in stride(from: 0, to: sound.count, by: block) {
        meter.add(Array(sound[start..<min(start + block, sound.count)]))
      }
      #expect(abs(meter.finish() - peak) < 1e-6)
    }
  }

  @Test func `it agrees with another meter on noise`() throws {
    let studio = try Studio()
    try studio.make(
      "noise.wav",
      [
        "-f", "lavfi", "-i", "anoisesrc=r=48000:c=white:a=0.4:d=3:seed=9,aformat=cl=stereo", "-c:a",
        "pcm_f32le",
      ])
    var meter = TruePeakMeter()
    meter.add(try Judge.sound(of: studio.file("noise.wav")))
    let peak = Loudness.decibels(meter.finish())
    #expect(abs(peak - (try Ear.of(studio.file("noise.wav")).peak)) < 0.5)
  }
}
