// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable internal import Settings
internal import Testing

struct FootageWishTests {
  private func config(_ text: String) throws -> MontageConfig {
    try MontageConfig(file: "m", bytes: Array(text.utf8))
  }

  private func range(_ start: Double, _ end: Double) -> TimeRange {
    TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
  }

  @Test func `a stretch of a file is left out, and the file is not`() throws {
    let config = try config("never: [a.mp4@1:23-1:30.5, b.mp4, 'c.mp4@500ms - 2s']")
    #expect(config.neverStretches(of: Array("day/A.MP4".utf8)) == [range(83, 90.5)])
    #expect(config.exclusion(of: Array("a.mp4".utf8)) == nil)
    #expect(config.exclusion(of: Array("b.mp4".utf8)) == .never(Glob("b.mp4")))
  }

  @Test func `a mail address in a name is no stretch`() throws {
    let config = try config("never: me@home-1.mp4\nmust: [a@b, x@1-2-3]")
    #expect(config.exclusion(of: Array("me@home-1.mp4".utf8)) != nil)
    #expect(config.mustStretches(of: Array("a@b".utf8)) == [nil])
    #expect(config.mustStretches(of: Array("x@1-2-3".utf8)) == [nil])
  }

  @Test func `what must be seen is a file, a folder, or a stretch`() throws {
    let config = try config("must: [Drone, \"GX*@10-12\"]")
    #expect(config.mustStretches(of: Array("Drone/a.mp4".utf8)) == [nil])
    #expect(config.mustStretches(of: Array("GX010023.MP4".utf8)) == [range(10, 12)])
    #expect(config.mustStretches(of: Array("b.mp4".utf8)).isEmpty)
  }

  @Test func `a stretch that ends before it begins is a mistake`() throws {
    let error = #expect(throws: ConfigError.self) { try config("must: a.mp4@0:30-0:20") }
    #expect(error?.problems.first?.problem.contains("ends before it begins") == true)
  }

  @Test(
    arguments: [
      ("GX*.MP4 +1h", 3_600_000), ("GX*.MP4 -30m", -1_800_000), ("GX*.MP4 +1:30:00", 5_400_000),
      ("GX*.MP4   −2 days", nil), ("GX*.MP4 -2d", -172_800_000), ("GX*.MP4", nil),
      ("GX*.MP4 1h", nil), ("+1h", nil), ("GX*.MP4 +5", nil),
    ] as [(String, Int64?)])
  func `a clock is corrected by a time with its sign`(text: String, milliseconds: Int64?) {
    let config = try? config("clocks: '\(text)'")
    #expect(config?.clockCorrection(of: Array("a/GX010023.MP4".utf8)) == milliseconds)
    if let config { #expect(config.clockCorrection(of: Array("b.mp4".utf8)) == 0) }
  }

  @Test func `the last correction of a file counts`() throws {
    let config = try config("clocks: [\"*.MP4 +1h\", \"Day 2 +2h\"]")
    #expect(config.clockCorrection(of: Array("Day 2/a.MP4".utf8)) == 7_200_000)
    #expect(config.clockCorrection(of: Array("Day 1/a.MP4".utf8)) == 3_600_000)
  }
}
