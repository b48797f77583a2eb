// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct BeatTests {
  private let music = MusicAnalysis(
    duration: MediaTime(ticks: 88_200, timebase: Rational(1, 44_100)), tempo: 120.25,
    confidence: 0.9, meter: 4,
    beats: [
      Beat(time: MediaTime(seconds: 0.25), position: 4),
      Beat(time: MediaTime(seconds: 0.75), position: 1),
    ],
    sections: [
      Section(
        range: TimeRange(start: .zero, end: MediaTime(seconds: 2)), energy: 0.5, label: "verse")
    ], beatEnergy: [0.125, 1])

  @Test func `JSON keeps a song`() throws {
    #expect(try Coding.roundTrip(music) == music)
  }

  @Test func `a song without a beat is a song`() throws {
    let silence = MusicAnalysis(
      duration: .zero, tempo: 0, confidence: 0, meter: 4, beats: [], sections: [], beatEnergy: [])
    #expect(try Coding.roundTrip(silence) == silence)
  }

  @Test(arguments: ["\"beats\"", "\"position\"", "\"meter\"", "\"energy\"", "\"beatEnergy\""])
  func `a song that lacks something is refused`(key: String) throws {
    let json = try Coding.json(music).replacing(key, with: "\"other\"")
    #expect(Coding.refuses(MusicAnalysis.self, json))
  }
}
