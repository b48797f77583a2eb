// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Daemon

struct MeasuringRateTests {
  @Test func `it comes near what is measured, from above and from below`() {
    for truth in [1e6, 50e6] {
      var rate = MeasuringRate()
      for _ in 0..<30 { rate.note(bytes: Int64(truth) * 2, in: .seconds(4), workers: 2) }
      #expect(abs(rate.bytesPerSecond - truth) < truth / 20)
    }
  }

  @Test func `one odd clip does not turn it over`() {
    var rate = MeasuringRate()
    let before = rate.bytesPerSecond
    rate.note(bytes: 1000, in: .seconds(100), workers: 1)
    #expect(rate.bytesPerSecond > before / 2)
    #expect(rate.bytesPerSecond < before)
  }

  @Test func `what took no time was known before, and says nothing`() {
    var rate = MeasuringRate()
    let before = rate
    rate.note(bytes: 1 << 30, in: .milliseconds(50), workers: 1)
    rate.note(bytes: 0, in: .seconds(5), workers: 1)
    #expect(rate == before)
  }
}
