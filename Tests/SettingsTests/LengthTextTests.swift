// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct LengthTextTests {
  @Test(arguments: [
    ("60", 60, false), ("~60", 60, true), ("~ 60", 60, true), ("1:30", 90, false),
    ("~1:30", 90, true), ("90s", 90, false), ("90 sec", 90, false), ("2m", 120, false),
    ("2 min", 120, false), ("1m30s", 90, false), ("1 min 30 s", 90, false), ("1.5min", 90, false),
    ("1:02:03", 3723, false), ("0:59.5", 59.5, false), ("45.25", 45.25, false),
    ("090", 90, false), ("10800", 10_800, false), ("5000ms", 5, false),
  ])
  func `lengths are read as people write them`(text: String, seconds: Double, onBar: Bool) throws {
    let expected = FilmLength(time: MediaTime(seconds: seconds), endsOnBar: onBar)
    #expect(try length(text) == expected)
  }

  @Test(arguments: ["song", "Whole Song", ""])
  func `the whole song is the default`(text: String) throws {
    #expect(try length(text) == nil)
  }

  @Test(arguments: [
    "0", "0.5", "10801", "1:60", "1:2:3:4", "1:", ":30", "-5", "+5", "1e2", "0x10", "6O", "60 90",
    "~", "~~60", "1.", ".", "1:90:00", "1h", "999999999999999999999", "nan", "inf", "yes",
    "1m70s", "99999:00:00", "1,5",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: ConfigError.self) { try length(text) }
  }

  private func length(_ text: String) throws -> FilmLength? {
    try MontageConfig(file: "m", bytes: Array("duration: \(text)\n".utf8)).length
  }
}
