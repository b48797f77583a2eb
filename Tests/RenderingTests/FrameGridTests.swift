// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Rendering
import Testing

struct FrameGridTests {
  /// The source frame that each of the first house frames shows.
  private func shown(source: Rational, house: Rational, frames: Int) -> [Int] {
    let grid = FrameGrid(rate: house)
    var current = 0
    return (0..<frames).map { frame in
      while grid.isDue(MediaTime(frame: current + 1, rate: source), at: frame) { current += 1 }
      return current
    }
  }

  @Test func `equal rates show each frame once`() {
    #expect(shown(source: Rational(25), house: Rational(25), frames: 6) == [0, 1, 2, 3, 4, 5])
  }

  @Test func `double rates show every other frame`() {
    #expect(shown(source: Rational(60), house: Rational(30), frames: 5) == [0, 2, 4, 6, 8])
  }

  @Test func `NTSC footage in a whole rate runs without a double for eight seconds`() {
    let frames = shown(source: Rational(30_000, 1001), house: Rational(30), frames: 240)
    #expect(frames == Array(0..<240))
  }

  @Test func `film in 30 repeats every fourth frame`() {
    let frames = shown(source: Rational(24), house: Rational(30), frames: 31)
    #expect(frames.last == 24)
    #expect(zip(frames, frames.dropFirst()).allSatisfy { $1 - $0 <= 1 })
  }

  @Test func `jitter of four milliseconds changes nothing`() {
    let grid = FrameGrid(rate: Rational(30))
    for frame in 1..<30 {
      let late = MediaTime(seconds: Double(frame) / 30 + 0.004)
      let early = MediaTime(seconds: Double(frame + 1) / 30 - 0.004)
      #expect(grid.isDue(late, at: frame))
      #expect(!grid.isDue(early, at: frame))
    }
  }

  @Test func `a source of one frame fills one`() {
    #expect(FrameGrid(rate: Rational(30)).frameCount(of: MediaTime(seconds: 0.01)) == 1)
    #expect(FrameGrid(rate: Rational(30)).frameCount(of: MediaTime(seconds: 2)) == 60)
  }
}
