// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import Testing

struct CadenceTests {
  @Test(arguments: [
    (Rational(10), 10), (Rational(24), 24), (Rational(30000, 1001), 30), (Rational(40), 40),
    (Rational(50), 25), (Rational(60), 30), (Rational(120), 40), (Rational(240), 40),
  ])
  func `fast footage is thinned to 40 a second at most`(rate: Rational, kept: Int) {
    var cadence = Cadence()
    let count = Int(rate.value.rounded())
    let taken = (0..<count * 4).filter { cadence.takes(MediaTime(frame: $0, rate: rate)) }
    #expect(abs(Double(taken.count) / 4 - Double(kept)) <= 0.5)
  }
}
