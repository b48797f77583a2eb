// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct ProbeWorkTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  @Test func `says what a film holds`() throws {
    try studio.make(
      "lying.mp4",
      [
        "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-f", "lavfi", "-i",
        "sine=r=44100:d=1", "-c:v", "libx264",
      ])
    let file = try studio.turn("lying.mp4", to: "a.mp4", by: 90)
    let info = try ProbeJob().run(on: Bench().with([file]))
    #expect(info.video?.codec == "h264")
    #expect(info.video?.orientation == Orientation(clockwise: 90))
    #expect(info.video?.displaySize == PixelSize(width: 180, height: 320))
    #expect(info.video?.frameRate == Rational(25))
    #expect(info.audio == AudioStream(codec: "aac", sampleRate: 44_100, channels: 1))
    #expect(abs((info.duration?.seconds ?? 0) - 1) < 0.05)
  }

  @Test func `sound alone has no video`() throws {
    let file = try studio.make("a.flac", ["-f", "lavfi", "-i", "sine=d=1"])
    let info = try ProbeJob().run(on: Bench().with([file]))
    #expect(info.video == nil)
    #expect(info.audio?.codec == "flac")
  }

  @Test func `what only the first picture tells is told`() throws {
    let file = try studio.make(
      "a.h264",
      [
        "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-vf", "setfield=tff", "-c:v",
        "libx264", "-x264-params", "tff=1",
      ])
    #expect(try ProbeJob().run(on: Bench().with([file])).video?.isInterlaced == true)
  }

  @Test(arguments: ["", "no media", String(repeating: "x", count: 100_000)])
  func `what is no media is said to be none`(text: String) throws {
    let file = try studio.write("a.mp4", Data(text.utf8))
    #expect(reason(of: ProbeJob(), [file]) == .notMedia)
  }

  @Test func `a job without input makes no sense`() {
    #expect(reason(of: ProbeJob(), []) == .badOrder)
  }

  @Test func `a playlist opens nothing, in any job, even without a sandbox`() throws {
    try studio.make(
      "secret.ts", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1", "-c:v", "libx264"])
    let canary = Canary(studio.file("secret.ts"))
    let segment = SegmentJob(format: .small, spans: [SpanOrder(0, 2)])
    for (name, text) in Playlists.wanting(studio.file("secret.ts")) {
      let file = try studio.write(name, Data(text.utf8))
      #expect(reason(of: ProbeJob(), [file]) == .notMedia, "\(name)")
      #expect(reason(of: AnalyzeJob(), [file]) == .notMedia, "\(name)")
      #expect(reason(of: MusicJob(), [file]) == .notMedia, "\(name)")
      let output = try studio.output(name + ".piece")
      #expect(reason(of: segment, [file], [output]) == .notMedia, "\(name)")
      #expect(!canary.wasOpened(), "\(name)")
    }
  }

  @Test func `the playlists do lead a careless program on`() throws {
    try studio.make(
      "secret.ts", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1", "-c:v", "libx264"])
    let canary = Canary(studio.file("secret.ts"))
    #expect(!canary.wasOpened())
    for (name, text) in Playlists.wanting(studio.file("secret.ts")).prefix(2) {
      try studio.write(name, Data(text.utf8))
      _ = try? Judge.entries("format=duration", of: studio.file(name))
      #expect(canary.wasOpened(), "\(name)")
    }
  }
}
