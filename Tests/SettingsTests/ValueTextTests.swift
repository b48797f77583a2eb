// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct ValueTextTests {
  @Test(arguments: [
    ("24", 24, 1), ("25", 25, 1), ("30 fps", 30, 1), ("50fps", 50, 1), ("60", 60, 1),
    ("23.976", 24_000, 1001), ("23.98", 24_000, 1001), ("29.97", 30_000, 1001),
    ("59.94", 60_000, 1001), ("30000/1001", 30_000, 1001), ("24000/1001", 24_000, 1001),
    ("30.0", 30, 1),
  ])
  func `frame rates are exact`(text: String, numerator: Int64, denominator: Int64) throws {
    #expect(try config("fps: \(text)").frameRate == Rational(numerator, denominator))
  }

  @Test(arguments: [
    "fps: 0", "fps: 15", "fps: 30/0", "fps: 0x1E", "fps: nan", "fps: /", "fps: 3e1", "fps: -30",
    "fps: 99999999999999999999", "seed: 18446744073709551616", "seed: 1.0", "seed: 1e3",
    "seed: ''", "keep_previous: 101", "keep_previous: all", "quality: 11", "quality: 20.5",
    "min_shot: 0", "max_shot: 61", "fit: stretch", "style: ~", "style: null",
  ])
  func `values out of range are refused`(source: String) {
    #expect(throws: ConfigError.self) { try config(source) }
  }

  @Test(arguments: [("archive", 14), ("high", 17), ("Normal", 20), ("small", 25), ("12", 12)])
  func `quality is a word or a factor`(text: String, factor: Int) throws {
    #expect(try config("quality: \(text)").quality == factor)
    #expect(
      HouseFormat(canvas: PixelSize(width: 2, height: 2), frameRate: Rational(25)).quality == 20)
  }

  @Test func `the largest seed is read`() throws {
    #expect(try config("seed: 18446744073709551615").seed == .max)
  }

  private func config(_ source: String) throws -> MontageConfig {
    try MontageConfig(file: "m", bytes: Array(source.utf8))
  }
}
