// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@testable import Rendering

struct LoudnessMeterTests {
  @Test(arguments: [0.0, -14, -33.5])
  func `a tone of 997 Hz on both channels is as loud as it is high`(decibels: Double) throws {
    var meter = LoudnessMeter()
    meter.add(Tone.sine(997, seconds: 3, amplitude: pow(10, decibels / 20)))
    #expect(abs(try #require(meter.integrated) - decibels) < 0.05)
  }

  @Test func `blocks of any size measure the same`() throws {
    let sound = Tone.noise(seconds: 2, seed: 5)
    var whole = LoudnessMeter()
    whole.add(sound)
    for block in [2, 14, 2_000] {
      var meter = LoudnessMeter()
      for start in stride(from: 0, to: sound.count, by: block) {
        meter.add(Array(sound[start..<min(start + block, sound.count)]))
      }
      #expect(meter.energies == whole.energies)
    }
  }

  @Test func `silence has no loudness, and pauses do not make music softer`() throws {
    var meter = LoudnessMeter()
    #expect(meter.integrated == nil)
    meter.add([Float](repeating: 0, count: 96_000))
    #expect(meter.integrated == nil)
    meter.add(Tone.sine(997, seconds: 4, amplitude: 0.1))
    meter.add([Float](repeating: 0, count: 960_000))
    // Only the blocks at the edges are half silent.
    #expect(abs(try #require(meter.integrated) + 20) < 0.4)
  }

  @Test func `it agrees with another meter on noise that rises and falls`() throws {
    let studio = try Studio()
    try studio.make(
      "noise.wav",
      [
        "-f", "lavfi", "-i", "anoisesrc=r=48000:c=pink:d=12:seed=3,aformat=cl=stereo",
        "-af", "volume='0.05+0.4*abs(sin(t))':eval=frame", "-c:a", "pcm_f32le",
      ])
    let path = studio.file("noise.wav")
    var meter = LoudnessMeter()
    meter.add(try Judge.sound(of: path))
    let other = try Ear.of(path)
    #expect(abs(try #require(meter.integrated) - other.integrated) < 0.15)
  }

  @Test func `decibels and factors are each other's inverse`() {
    for decibels in [-60.0, -1, 0, 6] {
      #expect(abs(Loudness.decibels(Loudness.factor(decibels)) - decibels) < 1e-9)
    }
    #expect(Loudness.decibels(0) < -200)
  }
}
