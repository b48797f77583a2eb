// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import PlanningExamples
internal import Testing

struct PacingTests {
  private func cuts(
    _ music: MusicAnalysis, style: Style = .balanced, bounds: ShotBounds = ShotBounds(),
    doublings: Int = 0
  ) throws -> [Int] {
    let rate = Rational(30)
    let grid = BeatGrid(music, window: MusicWindow(wholeSong: music, rate: rate), rate: rate)
    return Pacing.cuts(
      grid, style: style, bounds: try FrameBounds(bounds, rate: rate), doublings: doublings
    ).frames
  }

  @Test(arguments: Style.classics)
  func `the pattern is walked over beats`(style: Style) throws {
    let music = Songs.steady(bpm: 120, seconds: 100)
    var beat = 0
    let expected = (0..<12).map { index in
      beat += style.beats[index % style.beats.count]
      return beat * 15
    }
    #expect(try cuts(music, style: style).prefix(12) == expected[...])
  }

  @Test func `calm music holds shots twice as long, energetic music half`() throws {
    func second(_ energy: Double) throws -> Int {
      try cuts(Songs.steady(bpm: 120, seconds: 60, energies: [energy]))[1]
    }
    #expect(try second(0.1) == 2 * second(0.5))
    #expect(try 2 * second(0.9) == second(0.5))
  }

  @Test func `a section starts with a cut and the pattern's first shot`() throws {
    // The second section starts at 18 s, nine bars in: inside a shot of two bars.
    var music = Songs.steady(bpm: 120, seconds: 60)
    music.sections = [
      Section(range: TimeRange(start: .zero, end: Songs.time(18)), energy: 0.5, label: "verse"),
      Section(
        range: TimeRange(start: Songs.time(18), end: music.duration), energy: 0.6, label: "drop"),
    ]
    let cuts = try cuts(music, style: .buildup)
    let start = try #require(cuts.firstIndex(of: 540))
    #expect(cuts[start + 1] == 540 + 8 * 15)
  }

  @Test func `slow music keeps below the longest shot, fast music above the shortest`() throws {
    let slow = try cuts(Songs.steady(bpm: 42, seconds: 200, energies: [0.1]), style: .dramatic)
    for (start, end) in zip([0] + slow, slow) { #expect(end - start <= 360) }
    let fast = try cuts(
      Songs.steady(bpm: 300, seconds: 60, energies: [1]), style: .energetic,
      bounds: ShotBounds(shortest: MediaTime(seconds: 0.5)))
    for (start, end) in zip([0] + fast, fast) { #expect(end - start >= 15) }
  }

  @Test func `few shots are held longer`() throws {
    let music = Songs.steady(bpm: 120, seconds: 120)
    let held = try cuts(music, doublings: 1)
    #expect(try held.count < cuts(music).count * 2 / 3)
    for (start, end) in zip([0] + held, held) { #expect(end - start <= 180) }
  }

  @Test func `the last shot is no flash`() throws {
    let music = Songs.steady(bpm: 120, seconds: 16.2)
    #expect(try #require(cuts(music).last) < 480)
  }

  @Test func `a song with one beat is cut evenly`() throws {
    #expect(try cuts(Songs.song(beats: [1], seconds: 9)) == [60, 120, 180, 240])
    let bounds = ShotBounds(longest: MediaTime(seconds: 1))
    #expect(try cuts(Songs.song(beats: [], seconds: 4), bounds: bounds) == [30, 60, 90])
  }

  @Test func `a section has a pattern of its own, whatever its energy`() throws {
    var style = Style.balanced
    style.sections = ["drop": [1, 1, 2]]
    var music = Songs.steady(bpm: 120, seconds: 60, energies: [0.1])
    music.sections = [
      Section(range: TimeRange(start: .zero, end: Songs.time(16)), energy: 0.5, label: "verse"),
      Section(
        range: TimeRange(start: Songs.time(16), end: music.duration), energy: 0.1, label: "drop"),
    ]
    let cuts = try cuts(music, style: style)
    let start = try #require(cuts.firstIndex(of: 480))
    #expect(cuts[start...].prefix(5) == [480, 495, 510, 540, 555])
  }

  @Test func `a style that ignores the energy cuts loud music as quiet music`() throws {
    var style = Style.energetic
    style.followsEnergy = false
    let cuts = try [0.1, 0.5, 0.9].map {
      try self.cuts(Songs.steady(bpm: 120, seconds: 60, energies: [$0]), style: style)
    }
    #expect(cuts[0] == cuts[1] && cuts[1] == cuts[2])
  }

  @Test(arguments: [1, 2, 3])
  func `shots halve from the start to the end as often as the style says`(times: Int) throws {
    var style = Style("even", [4])
    style.acceleration = times
    let music = Songs.steady(bpm: 120, seconds: 128)
    let cuts = try cuts(music, style: style)
    let lengths = zip([0] + cuts, cuts).map { $1 - $0 }
    #expect(lengths == lengths.sorted(by: >))
    let last = try #require(lengths.last)
    #expect(lengths[0] == last << times)
  }

  @Test(arguments: [(0.5, 8), (2, 2), (4, 1), (1.3, 3)])
  func `the pace makes more cuts, or fewer`(pace: Double, beats: Int) throws {
    var style = Style("even", [4])
    style.pace = pace
    let music = Songs.steady(bpm: 120, seconds: 64)
    #expect(try cuts(music, style: style)[0] == beats * 15)
  }

  @Test func `nothing stands between the start of the last bar and its hit`() throws {
    let bounds = try FrameBounds(ShotBounds(), rate: Rational(30))
    func cuts(_ seconds: Double, _ bounds: FrameBounds) -> [Int] {
      let music = Songs.steady(bpm: 120, seconds: seconds, energies: [1])
      let window = MusicWindow(wholeSong: music, rate: Rational(30))
      let grid = BeatGrid(music, window: window, rate: Rational(30))
      return Pacing.cuts(grid, style: Style("quick", [1]), bounds: bounds).frames
    }
    // Bars begin every 60 frames: the last at 540, and in the longer song at 600, on its last hit.
    #expect(cuts(20, bounds).last == 540)
    #expect(cuts(20, bounds).dropLast().last == 525)
    #expect(cuts(20.2, bounds).last == 585)
    // Who allows no shot of a bar gets none.
    let short = try FrameBounds(
      ShotBounds(longest: MediaTime(seconds: 1)), rate: Rational(30))
    #expect(cuts(20, short).last ?? 0 >= 570)
  }
}
