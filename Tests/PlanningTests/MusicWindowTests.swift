// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import PlanningExamples
internal import Testing

struct MusicWindowTests {
  private let rate = Rational(30)

  @Test func `the whole song starts at zero and ends with its last frame`() {
    let music = Songs.steady(bpm: 120, seconds: 61.26, first: 0.4)
    let window = MusicWindow(of: music, length: .wholeSong, rate: rate)
    #expect(window.start == .zero)
    #expect(window.frameCount == 1838)
  }

  @Test func `silence before and after the song is left out`() {
    var music = Songs.steady(bpm: 120, seconds: 61, first: 2)
    music.sounding = TimeRange(start: MediaTime(seconds: 2), end: MediaTime(seconds: 58))
    let window = MusicWindow(of: music, length: .wholeSong, rate: rate)
    #expect(window.start == MediaTime(seconds: 2))
    #expect(window.frameCount == 1680)
  }

  @Test func `a length near the whole song's means the whole song`() {
    let music = Songs.steady(bpm: 120, seconds: 60)
    let window = MusicWindow(of: music, length: .about(MediaTime(seconds: 59.5)), rate: rate)
    #expect(window == MusicWindow(wholeSong: music, rate: rate))
  }

  @Test func `an exact length that no bar line allows starts at zero`() {
    let music = Songs.steady(bpm: 120, seconds: 60, first: 1.5)
    let window = MusicWindow(of: music, length: .exactly(MediaTime(seconds: 59)), rate: rate)
    #expect(window.start == .zero)
    #expect(window.frameCount == 1770)
  }

  @Test func `equal stretches give the earliest`() {
    let music = Songs.steady(bpm: 120, seconds: 60, first: 0.5)
    let window = MusicWindow(of: music, length: .exactly(MediaTime(seconds: 20)), rate: rate)
    #expect(window.start == Songs.time(0.5))
  }

  @Test(arguments: [1799, 1000, 500, 61])
  func `a limit gives the longest stretch of whole bars below it`(limit: Int) {
    let music = Songs.steady(bpm: 120, seconds: 60)
    let window = MusicWindow(of: music, atMost: limit, rate: rate)
    #expect(window.frameCount <= limit)
    #expect(window.frameCount == min(limit, 1740) / 60 * 60)
  }

  @Test func `a limit is used up although a short stretch at the end is livelier`() {
    let music = Songs.steady(bpm: 120, seconds: 60, energies: [0.2, 0.2, 0.2, 1])
    let window = MusicWindow(of: music, atMost: 900, rate: rate)
    // A bar and a half may be given up for energy, no more.
    #expect(window.frameCount >= 900 - 91)
    #expect(window.start >= Songs.time(28))
  }

  @Test func `a limit below a bar ends on a beat`() {
    let music = Songs.steady(bpm: 120, seconds: 60)
    #expect(MusicWindow(of: music, atMost: 50, rate: rate).frameCount == 45)
  }
}
