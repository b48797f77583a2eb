// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@testable import Rendering

struct PeakLimiterTests {
  private func limited(
    _ sound: [Float], ceiling: Double, block: Int = 2_048
  ) -> (samples: [Float], reduction: Double) {
    var limiter = PeakLimiter(ceiling: ceiling)
    var out: [Float] = []
    for start in stride(from: 0, to: sound.count, by: block) {
      out += limiter.process(Array(sound[start..<min(start + block, sound.count)]))
    }
    out += limiter.finish()
    return (out, limiter.reduction)
  }

  private func peak(_ sound: [Float]) -> Double {
    var meter = TruePeakMeter()
    meter.add(sound)
    return meter.finish()
  }

  @Test func `what stays below the ceiling comes out as it went in, sample for sample`() {
    for count in [2, 20, 480, 9_600] {
      let sound = Array(Tone.sine(440, seconds: 0.2, amplitude: 0.5).prefix(count))
      let (out, reduction) = limited(sound, ceiling: 0.6)
      #expect(out == sound)
      #expect(reduction == 0)
    }
  }

  @Test(arguments: [0.9, 0.5, 0.25])
  func `the wave stays below the ceiling`(ceiling: Double) {
    for sound in [
      Tone.noise(seconds: 1, seed: 2), Tone.sine(60, seconds: 1, amplitude: 1),
      TruePeakTests.missed(.pi / 4).map { $0 * 2 }, Tone.clicks(every: 3_000, count: 48_000),
    ] {
      let out = limited(sound, ceiling: ceiling).samples
      #expect(out.count == sound.count)
      #expect(peak(out) <= ceiling * 1.01)
    }
  }

  @Test func `blocks of any size come out the same`() {
    let sound = Tone.noise(seconds: 0.3, seed: 4)
    let whole = limited(sound, ceiling: 0.3, block: sound.count).samples
    for block in [2, 30, 1_024] {
      #expect(limited(sound, ceiling: 0.3, block: block).samples == whole)
    }
  }

  @Test func `before a peak and long after it nothing is changed`() {
    var sound = Tone.sine(200, seconds: 2, amplitude: 0.2)
    for index in 0..<40 { sound[48_000 + index] = 0.9 }
    let (out, reduction) = limited(sound, ceiling: 0.45)
    #expect(Array(out[..<47_000]) == Array(sound[..<47_000]))
    #expect(reduction > 5.5 && reduction < 7.5)
    // A second later it is back within a hundredth of a decibel.
    #expect(zip(out[150_000...], sound[150_000...]).allSatisfy { abs($0 - $1) < 3e-4 })
  }
}
