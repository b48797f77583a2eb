// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Media

struct CaptureTimeTests {
  @Test(
    arguments: [
      ("1970-01-02T00:00:00Z", nil), ("1904-01-01T00:00:00Z", nil), ("1980-01-01 00:00:00", nil),
      ("2000-03-01T00:00:00Z", 951_868_800_000), ("2000-02-29", 951_782_400_000),
      ("2026-11-21T14:03:12.5", 1_795_269_792_500), ("2026:11:21 14:03:12", 1_795_269_792_000),
      (" 2026-11-21 14:03\n", 1_795_269_780_000),
      ("2026-11-21T14:03:12.000000Z", 1_795_269_792_000),
    ] as [(String, Int64?)])
  func `what clocks write is read`(text: String, reading: Int64?) {
    #expect(CaptureTime(text, zone: .unknown)?.reading == reading)
    #expect(CaptureTime(text, zone: .unknown)?.universal == nil)
    #expect(CaptureTime(text, zone: .universal)?.universal == reading)
    #expect(CaptureTime(text, zone: .written)?.universal == reading)
  }

  @Test(arguments: [("+0200", 120), ("-05:30", -330), ("+09", 540), ("+0000", 0)])
  func `a distance from UTC that is written counts`(suffix: String, minutes: Int) throws {
    let time = try #require(CaptureTime("2026-11-21T14:03:12\(suffix)", zone: .unknown))
    #expect(time.zone == .local(minutes: minutes))
    #expect(time.reading == 1_795_269_792_000)
    #expect(time.universal == 1_795_269_792_000 - Int64(minutes) * 60_000)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-00-10", "2026-01-32", "26-01-01", "2026-11-21T25:00",
    "2026-11-21T14:60", "2026-11-21T14:03:12+99:00", "2026-11-21T14:03:12 garbage", "٢٠٢٦-١١-٢١",
    "99999999999999999999-01-01", "2026-11-21Tx",
  ])
  func `anything else is no time`(text: String) {
    #expect(CaptureTime(text, zone: .unknown) == nil)
  }

  @Test(arguments: [
    ("2026-11-21T14:03:12", CaptureTime.Zone.unknown, "2026-11-21T14:03:12"),
    ("2024-02-29T23:59:59.9+0530", .unknown, "2024-02-29T23:59:59+05:30"),
    ("2000-03-01T00:00:00-0800", .unknown, "2000-03-01T00:00:00-08:00"),
    ("1999-12-31T00:00:01Z", .universal, "1999-12-31T00:00:01Z"),
  ])
  func `it is told as ISO 8601`(text: String, zone: CaptureTime.Zone, shown: String) {
    #expect(CaptureTime(text, zone: zone)?.description == shown)
  }

  @Test func `times that cannot be are told too`() {
    #expect(CaptureTime(reading: -1, zone: .written).description == "1970-01-01T00:00:00Z")
    #expect(CaptureTime(reading: -86_400_000, zone: .written).description == "1969-12-31T00:00:00Z")
    #expect(CaptureTime(reading: .max, zone: .unknown).description == "9999-12-31T23:59:59")
  }

  @Test func `JSON keeps it`() throws {
    for zone in [CaptureTime.Zone.local(minutes: -90), .universal, .unknown, .written] {
      let time = CaptureTime(reading: .max, zone: zone)
      #expect(try Coding.roundTrip(time) == time)
    }
  }
}
