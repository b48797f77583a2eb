// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct LocalTimeTests {
  @Test(
    arguments: [
      (0, 0, "1 Jan 1970, 00:00"), (0, -60, "31 Dec 1969, 23:00"),
      (noon3, 0, "21 Nov 2026, 14:03"), (noon3, 600, "22 Nov 2026, 00:03"),
      (noon3, -570, "21 Nov 2026, 04:33"), (951_782_400_000, 0, "29 Feb 2000, 00:00"),
      (4_107_542_400_000, 0, "1 Mar 2100, 00:00"), (-1, 0, "31 Dec 1969, 23:59"),
    ] as [(Int64, Int, String)])
  func `a moment is written as the calendar says`(moment: Int64, offset: Int, text: String) {
    #expect(LocalTime(moment, utcOffsetMinutes: offset).full == text)
  }

  @Test func `today needs no date`() {
    let now = LocalTime(noon3, utcOffsetMinutes: 0)
    #expect(LocalTime(noon3 + 3_600_000, utcOffsetMinutes: 0).brief(seenFrom: now) == "15:03")
    #expect(
      LocalTime(noon3 + 86_400_000, utcOffsetMinutes: 0).brief(seenFrom: now)
        == "22 Nov 2026, 14:03")
  }

  @Test func `no number is too large`() {
    #expect(LocalTime(.max, utcOffsetMinutes: .max).full.contains("9999") == false)
    #expect(LocalTime(.min, utcOffsetMinutes: .min).clock.count == 5)
  }
}
