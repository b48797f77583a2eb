// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct SoundtrackWorkTests {
  let studio: Studio
  let song: Int32

  init() throws {
    studio = try Studio()
    song = try studio.make(
      "song.flac", ["-f", "lavfi", "-i", "sine=f=330:d=4:r=44100", "-ac", "2"])
  }

  private func job(_ samples: Int) -> SoundtrackJob {
    SoundtrackJob(
      soundtrack: Soundtrack(content: ContentKey("song"), start: .zero, fadeOut: .zero),
      sampleCount: samples)
  }

  @Test(arguments: [1, 1_023, 1_024, 1_025, 36_800, 100_100])
  func `the file is as long as the film, to the sample`(samples: Int) throws {
    let bench = Bench()
    let output = try studio.output("sound.m4a")
    let answer = try job(samples).run(on: bench.with([song], [output]))
    #expect(answer.samples == samples)
    #expect(answer.digest.count == 64)
    // The edit list says what is heard of the packets, which hold 1,024 samples each.
    let path = studio.file("sound.m4a")
    #expect(try Judge.entries("stream=duration_ts", of: path) == ["\(samples)"])
    #expect(try Judge.entries("stream=start_pts", of: path) == ["0"])
    #expect(bench.shares.last == 1)
  }

  @Test func `the same job twice gives the same file`() throws {
    for name in ["one.m4a", "two.m4a"] {
      _ = try job(50_000).run(on: Bench().with([song], [try studio.output(name)]))
    }
    #expect(try studio.bytes("one.m4a") == studio.bytes("two.m4a"))
  }

  @Test func `a song without sound is told as such`() throws {
    let silent = try studio.make("silent.mp4", NumberedPictures.source(frames: 3))
    #expect(reason(of: job(100), [silent], [try studio.output("sound.m4a")]) == .noSound)
  }

  @Test func `a full disk is a write error`() throws {
    #expect(reason(of: job(500_000), [song], [try studio.openFull()]) == .writeError)
  }

  @Test func `an order without samples is refused`() throws {
    #expect(reason(of: job(0), [song], [try studio.output("sound.m4a")]) == .badOrder)
  }
}
