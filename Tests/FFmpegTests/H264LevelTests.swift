// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import FFmpeg

struct H264LevelTests {
  /// Canvas, rate and the level that table A-1 of the standard gives.
  static let table: [(Int, Int, Rational, Int32)] = [
    (320, 180, Rational(30), 30), (720, 576, Rational(25), 30), (1280, 720, Rational(30), 31),
    (1280, 720, Rational(60), 32), (1920, 1080, Rational(24), 40), (1920, 1080, Rational(30), 40),
    (1080, 1920, Rational(30), 40), (1920, 1080, Rational(60), 42), (2560, 1440, Rational(30), 50),
    (3840, 2160, Rational(30), 51), (3840, 2160, Rational(60), 52), (7680, 4320, Rational(60), 62),
  ]

  @Test(arguments: table)
  func `the level is the lowest that fits`(width: Int, height: Int, rate: Rational, level: Int32) {
    let canvas = PixelSize(width: width, height: height)
    #expect(H264Level.needed(canvas: canvas, frameRate: rate) == level)
  }

  @Test func `odd sizes count whole macroblocks`() {
    // 3601 blocks where 1280x720 has 3600.
    let canvas = PixelSize(width: 1282, height: 720)
    #expect(H264Level.needed(canvas: canvas, frameRate: Rational(10)) == 32)
  }
}
