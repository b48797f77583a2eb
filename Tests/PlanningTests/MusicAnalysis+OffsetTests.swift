// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct MusicAnalysisOffsetTests {
  @Test func `all beats move, and what leaves the song is dropped`() {
    var music = Songs.song(beats: [0, 0.5, 1, 9.9], seconds: 10)
    music.beatEnergy = [0.1, 0.2, 0.3, 0.4]
    music.beatAccent = [0.5, 0.6, 0.7, 0.8]
    let later = music.shifted(by: Songs.time(0.125))
    #expect(places(later) == [125, 625, 1125])
    #expect(later.beatEnergy == [0.1, 0.2, 0.3])
    let earlier = music.shifted(by: .zero - Songs.time(0.125))
    #expect(places(earlier) == [375, 875, 9775])
    #expect(earlier.beatEnergy == [0.2, 0.3, 0.4])
    #expect(later.beatAccent == [0.5, 0.6, 0.7] && earlier.beatAccent == [0.6, 0.7, 0.8])
    #expect(later.accent(atBeat: 2) == 0.7 && later.accent(atBeat: 3) == 0)
    #expect(music.shifted(by: .zero) == music)
  }

  /// In whole milliseconds.
  private func places(_ music: MusicAnalysis) -> [Int] {
    music.beats.map { Int(($0.time.seconds * 1000).rounded()) }
  }

  @Test func `sections move with their bars, and cover the song`() {
    let music = Songs.steady(bpm: 120, seconds: 10, energies: [0.2, 0.8])
    let shifted = music.shifted(by: Songs.time(0.25))
    #expect(shifted.sections.first?.range.start == .zero)
    #expect(shifted.sections.last?.range.end == music.duration)
    for (one, next) in zip(shifted.sections, shifted.sections.dropFirst()) {
      #expect(one.range.end == next.range.start)
    }
    #expect(
      shifted.sections[1].range.start == music.sections[1].range.start + Songs.time(0.25))
  }
}
