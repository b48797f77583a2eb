// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct MusicAnalysisBeatsTests {
  @Test func `bar lines are the downbeats, or all beats where no bar is known`() {
    var music = Songs.steady(bpm: 120, seconds: 10, firstDownbeat: 1)
    #expect(music.barLines == [0.5, 2.5, 4.5, 6.5, 8.5].map(Songs.time))
    for index in music.beats.indices { music.beats[index].position = 2 }
    #expect(music.barLines == music.beats.map(\.time))
  }

  @Test func `a beat lasts the median gap`() {
    #expect(Songs.song(beats: [0, 0.5, 1, 9], seconds: 10).beatSeconds == 0.5)
    #expect(Songs.song(beats: [3], seconds: 10).beatSeconds == nil)
    #expect(Songs.song(beats: [3], seconds: 10).barSeconds == 0)
    #expect(Songs.steady(bpm: 120, seconds: 10, meter: 3).barSeconds == 1.5)
  }

  @Test func `energy is mostly the section's`() {
    var music = Songs.steady(bpm: 120, seconds: 10, energies: [0.2, 0.8])
    let last = music.beats.count - 1
    #expect(abs(music.energy(atBeat: last) - 0.8) < 1e-9)
    music.beatEnergy = [Double](repeating: 1, count: music.beats.count)
    #expect(abs(music.energy(atBeat: 0) - (0.7 * 0.2 + 0.3)) < 1e-9)
    music.sections = []
    #expect(music.energy(atBeat: 0) == 1)
    music.beatEnergy = []
    #expect(music.energy(atBeat: 0) == 0.5)
  }
}
