// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Settings
import Testing

@testable import Pipeline

struct MeasuringBeatsTests {
  @Test func `what is said of the beats is part of what a measurement is kept by`() throws {
    #expect(try BeatHints().parameters.isEmpty)
    let all = [
      BeatHints(tempo: 120), BeatHints(tempo: 121), BeatHints(meter: 3),
      BeatHints(firstDownbeat: MediaTime(seconds: 1)),
      BeatHints(beats: [ToldBeat(time: MediaTime(seconds: 1))]),
      BeatHints(beats: [ToldBeat(time: MediaTime(seconds: 1), position: 1)]),
    ]
    #expect(Set(try all.map { try $0.parameters }).count == all.count)
  }

  @Test func `a song is measured once for each thing that is said of it`() async throws {
    let room = try Workroom(song: Workroom.song())
    let song = try room.open("song.wav")
    let slow = BeatHints(tempo: 60)
    _ = try await room.measuring.music(song)
    let first = try await room.measuring.music(song, hints: slow).1
    #expect(room.measuring.counts.songs == 2)
    #expect(try await room.measuring.music(song, hints: slow).1 == first)
    #expect(room.measuring.counts.songs == 2)
    #expect(abs(first.tempo - 60) < 3)
  }

  @Test(arguments: [
    (
      137.0, 0.0,
      ["Hardly anything in the song begins at 137 beats a minute; check bpm: in the config."]
    ),
    (137, 1, []), (nil, 0, []),
  ])
  func `a told tempo that does not fit is said`(
    tempo: Double?, confidence: Double, notes: [String]
  ) {
    let analysis = MusicAnalysis(
      duration: .zero, tempo: 120, confidence: confidence, meter: 4, beats: [], sections: [],
      beatEnergy: [])
    var wishes = BeatWishes()
    wishes.hints.tempo = tempo
    #expect(analysis.notes(on: wishes, nil) == notes)
  }

  @Test(arguments: [(7199.9, 0), (7200, 1)])
  func `a song of which the end was not heard says so`(seconds: Double, count: Int) {
    let analysis = MusicAnalysis(
      duration: MediaTime(seconds: seconds), tempo: 120, confidence: 1, meter: 4, beats: [],
      sections: [], beatEnergy: [])
    let notes = analysis.notes(on: BeatWishes(), nil)
    #expect(notes.count == count)
    #expect(notes.allSatisfy { $0.contains("first two hours") })
  }
}
