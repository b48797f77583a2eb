// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import TestSupport
import Testing
import Work

struct MusicWorkTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  @Test func `finds the beat of a click track`() throws {
    let song = try studio.make(
      "song.flac",
      ["-f", "lavfi", "-i", "aevalsrc='0.8*lt(mod(t\\,0.5)\\,0.03)*sin(2*PI*900*t)':s=44100:d=20"])
    let bench = Bench()
    let music = try MusicJob().run(on: bench.with([song]))
    #expect(abs(music.tempo - 120) < 1)
    #expect(abs(music.duration.seconds - 20) < 0.01)
    #expect(bench.shares.count >= 5)
  }

  @Test func `a song is listened to as long as was asked`() throws {
    let song = try studio.make("song.flac", ["-f", "lavfi", "-i", "sine=d=9:r=22050"])
    let music = try MusicJob(longest: 4).run(on: Bench().with([song]))
    #expect(music.duration == MediaTime(seconds: 4))
  }

  @Test func `pictures alone have no sound`() throws {
    let film = try studio.make("a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"])
    #expect(reason(of: MusicJob(), [film]) == .noSound)
  }
}
