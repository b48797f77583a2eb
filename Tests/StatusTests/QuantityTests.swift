// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct QuantityTests {
  @Test(arguments: [
    (0, "0 s"), (59.9, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"),
    (12_000, "3 h 20 min"), (86_400, "1 day"), (190_800, "2 days 5 h"), (-5, "0 s"),
    (Double.nan, "0 s"), (.infinity, "0 s"), (1e300, "37037 days 0 h"),
  ])
  func `a duration is said in at most two units`(seconds: Double, text: String) {
    if seconds < 1e9 { #expect(Quantity.duration(seconds) == text) }
    #expect(!Quantity.duration(seconds).contains("-"))
  }

  @Test(arguments: [
    (0, "about 1 s"), (3, "about 3 s"), (38, "about 40 s"), (58, "about 1 min"),
    (61, "about 2 min"), (240, "about 4 min"), (1300, "about 25 min"), (3550, "about 1 h"),
    (11_900, "about 3 h 20 min"), (40_000, "about 12 h"),
  ])
  func `a guess is rounded up`(seconds: Double, text: String) {
    #expect(Quantity.about(seconds) == text)
  }

  @Test(
    arguments: [
      (0, "0 bytes"), (1023, "1023 bytes"), (1024, "1 kB"), (1536, "1.5 kB"),
      (412 << 20, "412 MB"), ((1 << 30) - 1, "1 GB"), (1_503_238_553, "1.4 GB"),
      (10_700_000_000, "10 GB"), (-1, "0 bytes"),
    ] as [(Int64, String)])
  func `a size has at most two or three digits that matter`(bytes: Int64, text: String) {
    #expect(Quantity.bytes(bytes) == text)
  }

  @Test(
    arguments: [
      (0.999, 99), (1, 100), (0.29, 29), (-1, 0), (2, 100), (Double.nan, 0),
    ] as [(Double, Int)])
  func `only all is a hundred percent`(share: Double, percent: Int) {
    #expect(Quantity.percent(share) == percent)
  }

  @Test func `how long ago is silent about the unknown, and no moment lies ahead`() {
    #expect(Quantity.ago(0, now: 5000) == nil)
    #expect(Quantity.ago(1000, now: 5000) == "4 s ago")
    #expect(Quantity.ago(9000, now: 5000) == "just now")
  }

  @Test func `one is singular`() {
    #expect(Quantity.count(1, "clip") == "1 clip")
    #expect(Quantity.count(0, "clip") == "0 clips")
  }
}
