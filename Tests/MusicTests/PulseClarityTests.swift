// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct PulseClarityTests {
  @Test func `onsets on the beats alone are a pulse, onsets everywhere are none`() {
    let frames = Array(stride(from: 10, to: 990, by: 50))
    var clear = [Float](repeating: 0, count: 1000)
    for frame in frames { clear[frame + 1] = 0.9 }
    let pulse = PulseClarity(frames: frames, activation: clear)
    #expect(pulse.isPulse)
    let even = PulseClarity(frames: frames, activation: [Float](repeating: 0.4, count: 1000))
    #expect(!even.isPulse)
  }

  @Test func `half the onsets between the beats halve the clarity`() {
    let frames = Array(stride(from: 10, to: 990, by: 50))
    var busy = [Float](repeating: 0, count: 1000)
    for frame in stride(from: 10, to: 990, by: 10) { busy[frame] = frame % 50 == 10 ? 0.8 : 0.6 }
    let pulse = PulseClarity(frames: frames, activation: busy)
    #expect(pulse.isPulse)
    #expect((0.1...0.45).contains(pulse.value))
  }
}
