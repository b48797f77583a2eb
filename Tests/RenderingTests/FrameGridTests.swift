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

  private static let film = Rational(24_000, 1001)
  private static let ntsc = Rational(30_000, 1001)
  private static let sources =
    [film, Rational(24), Rational(25), ntsc, Rational(30), Rational(48), Rational(50)]
    + [Rational(60_000, 1001), Rational(60), Rational(100), Rational(120), Rational(240)]

  @Test(arguments: sources, [film, Rational(24), Rational(25), ntsc, Rational(30), Rational(60)])
  func `any rate goes into any other with steps as even as they can be`(
    source: Rational, house: Rational
  ) {
    let frames = shown(source: source, house: house, frames: 240)
    let ratio = source.value / house.value
    for (before, after) in zip(frames, frames.dropFirst()) {
      #expect((ratio.rounded(.down)...ratio.rounded(.up)).contains(Double(after - before)))
    }
    // The latest that is due, and no frame more than a quarter of a house frame before its time.
    for (frame, shown) in frames.enumerated() {
      let age = Double(frame) / house.value - Double(shown) / source.value
      #expect(age > -0.25 / house.value - 1e-9)
      #expect(age < 1 / source.value - 0.25 / house.value + 1e-9)
    }
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
