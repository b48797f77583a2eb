// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Media
import TestSupport
import Testing

@testable import Pipeline

struct MeasuringTests {
  @Test func `what is measured once is never measured again, whatever it is called`() async throws {
    let studio = try Workroom(clips: [.waves])
    let heard = Heard()
    let (key, first) = try await studio.measuring.footage(studio.open("waves.mp4"))
    #expect(first.decodedFrames == 120)
    try FileManager.default.moveItem(
      atPath: studio.tree.folder.file("project/waves.mp4"),
      toPath: studio.tree.folder.file("project/renamed.mov"))
    try studio.add(.waves, as: "copy.mp4")
    for name in ["renamed.mov", "copy.mp4"] {
      let (again, analysis) = try await studio.measuring.footage(studio.open(name)) { share in
        heard.note(Progress(.analysing, share: share))
      }
      #expect(again == key && analysis == first)
    }
    #expect(heard.all.isEmpty, "no worker was asked")
  }

  @Test func `a song with a kick every half second has 120 beats a minute`() async throws {
    let studio = try Workroom(song: SampleMedia.song(seconds: 12))
    let (_, music) = try await studio.measuring.music(studio.open("song.wav"))
    #expect(abs(music.tempo - 120) < 0.5)
    #expect(!music.isSilent)
    #expect(music.beats.count >= 22)
  }

  @Test func `silence is known as such, a tone is not silence`() async throws {
    let studio = try Workroom(song: SampleMedia.silence(seconds: 3))
    #expect(try await studio.measuring.music(studio.open("song.wav")).1.isSilent)
    try studio.tree.write(SampleMedia.tone(seconds: 3), to: "project/tone.wav")
    let tone = try await studio.measuring.music(studio.open("tone.wav")).1
    #expect(!tone.isSilent && tone.beats.isEmpty)
  }

  @Test func `a file that is no media fails by its reason, and is asked again next time`()
    async throws
  {
    let studio = try Workroom()
    try studio.tree.write("words", to: "project/text.mp4")
    for _ in 0..<2 {
      let failure = await #expect(throws: JobFailure.self) {
        try await studio.measuring.footage(studio.open("text.mp4"))
      }
      #expect(failure?.reason == .notMedia)
    }
  }
}
