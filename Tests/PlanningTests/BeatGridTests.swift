// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import PlanningExamples
internal import Testing

struct BeatGridTests {
  private func grid(_ music: MusicAnalysis, rate: Rational = Rational(30)) -> BeatGrid {
    BeatGrid(music, window: MusicWindow(wholeSong: music, rate: rate), rate: rate)
  }

  @Test func `each beat is rounded by itself`() {
    let grid = grid(Songs.steady(bpm: 97.3, seconds: 600))
    for (index, frame) in grid.frames.enumerated() {
      let exact = Double(index) * 60 / 97.3 * 30
      #expect(abs(Double(frame) - exact) <= 0.5 + 1e-3)
    }
    #expect(grid.frames.count == 973)
  }

  @Test func `beats outside the window are left out`() {
    let music = Songs.steady(bpm: 120, seconds: 60)
    let window = MusicWindow(
      of: music, length: .exactly(MediaTime(seconds: 10)), rate: Rational(30))
    let grid = BeatGrid(music, window: window, rate: Rational(30))
    #expect(grid.frames == (0..<20).map { $0 * 15 })
    #expect(grid.isDownbeat[0])
  }

  @Test(arguments: [-2, 1])
  func `cuts stand before or after their beats, and say so`(offset: Int) {
    let music = Songs.steady(bpm: 120, seconds: 10)
    let window = MusicWindow(wholeSong: music, rate: Rational(30))
    let grid = BeatGrid(music, window: window, rate: Rational(30), offset: offset)
    #expect(grid.frames == (0..<20).map { max($0 * 15 + offset, 0) })
    let accuracy = grid.accuracy(ofCutAt: 30 + offset, start: .zero)
    #expect(accuracy.beat == Songs.time(1))
    #expect(abs((accuracy.errorMilliseconds ?? 0) - Double(offset) * 1000 / 30) < 0.02)
  }

  @Test func `the nearest beat and the beats between are found`() {
    let grid = grid(Songs.steady(bpm: 120, seconds: 10))
    #expect(grid.beat(nearest: 0) == 0)
    #expect(grid.beat(nearest: 22) == 1)
    #expect(grid.beat(nearest: 23) == 2)
    #expect(grid.beat(nearest: 9999) == 19)
    #expect(grid.beats(between: 15, and: 60) == 2..<4)
    #expect(grid.beats(between: 16, and: 17).isEmpty)
  }

  @Test func `the error of a cut is its frame's time minus its beat's`() {
    let grid = grid(Songs.song(beats: [0, 1.01, 2], seconds: 10))
    let accuracy = grid.accuracy(ofCutAt: 30, start: .zero)
    #expect(accuracy.beat == Songs.time(1.01))
    #expect(abs((accuracy.errorMilliseconds ?? 0) + 10) < 0.02)
    #expect(grid.accuracy(ofCutAt: 31, start: .zero).beat == nil)
  }

  @Test func `energy is the section's where beats have none`() {
    let grid = grid(Songs.steady(bpm: 120, seconds: 40, energies: [0.2, 0.8]))
    #expect(abs(grid.energy(from: 0, to: 300) - 0.2) < 1e-9)
    #expect(abs(grid.energy(from: 900, to: 1100) - 0.8) < 1e-9)
    #expect(grid.startsSection.enumerated().filter(\.element).map(\.offset) == [0, 40])
  }
}
