// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Pipeline

struct EncodingSpeedTests {
  /// A minute at 30 frames a second.
  private let minute = 1_800 * 1_920 * 1_080

  @Test func `two workers take half as long as one`() {
    let speed = EncodingSpeed()
    let one = speed.seconds(pixels: minute, workers: 1)
    #expect(one > 30 && one < 120)
    #expect(speed.seconds(pixels: minute, workers: 2) * 2 == one)
    #expect(speed.seconds(pixels: minute, workers: 0) == one)
  }

  @Test func `a slow machine is known after some pieces, and moments teach nothing`() {
    let speed = EncodingSpeed()
    let before = speed.seconds(pixels: minute, workers: 1)
    for _ in 0..<20 { speed.note(pixels: 1, in: .milliseconds(100)) }
    #expect(speed.seconds(pixels: minute, workers: 1) == before)
    for _ in 0..<20 { speed.note(pixels: 10_000_000, in: .seconds(1)) }
    let after = speed.seconds(pixels: minute, workers: 1)
    #expect(abs(after - Double(minute) / 10_000_000) < 0.2 * after)
  }
}
