// SPDX-License-Identifier: GPL-3.0-or-later

internal import Interchange
internal import Media
internal import Testing

struct TimecodeTests {
  @Test(arguments: [
    (0, "00:00:00;00"), (1799, "00:00:59;29"), (1800, "00:01:00;02"), (3597, "00:01:59;29"),
    (3598, "00:02:00;02"), (17981, "00:09:59;29"), (17982, "00:10:00;00"), (107_892, "01:00:00;00"),
    (19781, "00:10:59;29"), (19782, "00:11:00;02"),
  ])
  func `drop-frame labels skip two numbers each minute but the tenth`(frame: Int, label: String) {
    #expect(Timecode(rate: Rational(30000, 1001)).label(frame) == label)
  }

  @Test func `drop-frame labels of forty minutes count up without a gap or a repeat`() {
    let timecode = Timecode(rate: Rational(30000, 1001))
    // An oracle that counts as the standard says: skip 0 and 1 at each minute not divisible by ten.
    var (minute, second, number) = (0, 0, 0)
    for frame in stride(from: 0, to: 40 * 1800, by: 1) {
      let wanted =
        "00:\(minute < 10 ? "0" : "")\(minute):\(second < 10 ? "0" : "")\(second);\(number < 10 ? "0" : "")\(number)"
      guard timecode.label(frame) == wanted else {
        Issue.record("frame \(frame): \(timecode.label(frame)), not \(wanted)")
        return
      }
      number += 1
      if number == 30 { (second, number) = (second + 1, 0) }
      if second == 60 {
        (minute, second) = (minute + 1, 0)
        if !minute.isMultiple(of: 10) { number = 2 }
      }
    }
  }

  @Test(arguments: [
    (Rational(25), 90_000, "01:00:00:00"), (Rational(30), 108_001, "01:00:00:01"),
    (Rational(24000, 1001), 86_400, "01:00:00:00"), (Rational(24), 59, "00:00:02:11"),
  ])
  func `other rates drop nothing`(rate: Rational, frame: Int, label: String) {
    let timecode = Timecode(rate: rate)
    #expect(!timecode.dropsFrames)
    #expect(timecode.label(frame) == label)
  }

  @Test(arguments: [
    Rational(30000, 1001), Rational(60000, 1001), Rational(25), Rational(24000, 1001),
  ])
  func `an hour's frame has the hour's label`(rate: Rational) {
    let timecode = Timecode(rate: rate)
    for hour in 0..<24 {
      let label = timecode.label(timecode.frame(atHour: hour))
      #expect(label.hasPrefix(hour < 10 ? "0\(hour):00:00" : "\(hour):00:00"))
      #expect(label.hasSuffix("00"))
    }
  }
}
