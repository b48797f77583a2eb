// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import Testing

@testable import FFmpeg

struct R128MeterTests {
  /// Measures a sine of 997 Hz, told in blocks of a prime number of samples.
  private func loudness(
    amplitude: Double, seconds: Double = 3, rate: Int = 48_000, channels: Int = 2
  ) throws -> Loudness {
    var meter = try R128Meter(sampleRate: rate, channels: channels)
    let wave = (0..<Int(seconds * Double(rate))).map {
      Float(amplitude * sin(2 * .pi * 997 * Double($0) / Double(rate)))
    }
    for start in stride(from: 0, to: wave.count, by: 4_999) {
      let block = wave[start..<min(start + 4_999, wave.count)]
      try meter.process(block.flatMap { [Float](repeating: $0, count: channels) })
    }
    return try meter.finish()
  }

  @Test(arguments: [48_000, 44_100])
  func `a sine on both channels at -23 dB of full scale is -23 LUFS`(rate: Int) throws {
    // The calibration of EBU Tech 3341, case 1.
    let measured = try loudness(amplitude: pow(10, -23.0 / 20), rate: rate)
    #expect(abs(try #require(measured.integrated) + 23) < 0.1)
    #expect(abs(try #require(measured.truePeak) + 23) < 0.2)
  }

  @Test func `one channel is 3 LU less than two`() throws {
    let one = try #require(try loudness(amplitude: 0.2, channels: 1).integrated)
    let two = try #require(try loudness(amplitude: 0.2).integrated)
    #expect(abs(two - one - 3.01) < 0.1)
  }

  @Test func `twice the amplitude is 6 LU more`() throws {
    let soft = try loudness(amplitude: 0.25)
    let loud = try loudness(amplitude: 0.5)
    #expect(abs(try #require(loud.integrated) - #require(soft.integrated) - 6.02) < 0.01)
    #expect(abs(try #require(loud.truePeak) - #require(soft.truePeak) - 6.02) < 0.1)
  }

  @Test func `peaks between samples count`() throws {
    // A quarter of the rate, sampled beside its crests.
    var meter = try R128Meter(sampleRate: 48_000, channels: 1)
    try meter.process((0..<48_000).map { Float(sin(.pi / 4 + .pi / 2 * Double($0))) })
    #expect(try #require(try meter.finish().truePeak) > -0.5)
  }

  @Test func `silence and nothing at all have no loudness`() throws {
    #expect(try loudness(amplitude: 0) == Loudness())
    var meter = try R128Meter(sampleRate: 48_000, channels: 2)
    #expect(try meter.finish() == Loudness())
  }
}
