// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import TestSupport
import Testing
import Work

/// One recording in many formats: its beats stand where they stand in the WAV file, though coders put samples before it.
struct AlignmentTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  /// A coder, and by how much its files come late because nothing in them tells how much it put before the sound.
  struct Format: Sendable, CustomTestStringConvertible {
    let name: String
    let coder: [String]
    var untoldSamples = 0

    var testDescription: String { name }
  }

  static let formats = [
    Format(name: "a.mp3", coder: ["-c:a", "libmp3lame", "-b:a", "160k"]),
    Format(name: "a.m4a", coder: ["-c:a", "aac", "-b:a", "160k"]),
    Format(name: "a.opus", coder: ["-c:a", "libopus", "-b:a", "128k"]),
    Format(name: "a.ogg", coder: ["-c:a", "libvorbis", "-q:a", "5"]),
    Format(name: "a.flac", coder: ["-c:a", "flac"]),
    Format(name: "a.webm.mka", coder: ["-c:a", "flac"]),
    Format(name: "a.webm", coder: ["-c:a", "libopus", "-b:a", "128k"]),
    // Files that say nothing of it: a player plays what the coder put before, and so the beats come later.
    Format(name: "b.mka", coder: ["-c:a", "aac", "-b:a", "160k"], untoldSamples: 1024),
    Format(name: "a.aac", coder: ["-c:a", "aac", "-b:a", "160k"], untoldSamples: 1024),
    Format(
      name: "b.mp3", coder: ["-c:a", "libmp3lame", "-b:a", "160k", "-write_xing", "0"],
      untoldSamples: 1105),
  ]

  static let layouts = [(44_100, "mono"), (44_100, "stereo"), (48_000, "stereo"), (48_000, "5.1")]

  @Test(arguments: formats, layouts)
  func `beats stand where they stand in the WAV file`(
    format: Format, layout: (rate: Int, channels: String)
  ) throws {
    guard !format.name.hasSuffix(".mp3") || layout.channels != "5.1" else { return }
    // Clicks that start with their loudest sample, at times that no coder's block begins at, none at the file's start, every
    // fourth the loudest: where beats stand is in question here, not which of two tempi they have.
    let since = "mod(t-0.2\\,0.47)"
    let loudness = "gte(t\\,0.2)*(0.45+0.3*lt(mod(t-0.2\\,1.88)\\,0.47))"
    let click = "\(loudness)*exp(-80*\(since))*cos(2*PI*1200*\(since))"
    let wave = try studio.make(
      "a.wav",
      ["-f", "lavfi", "-i", "aevalsrc=\(click):s=\(layout.rate):d=10"]
        + ["-af", "aformat=channel_layouts=\(layout.channels)"])
    let coded = try studio.make(format.name, ["-i", studio.file("a.wav")] + format.coder)
    let truth = try MusicJob().run(on: Bench().with([wave])).beats
    let found = try MusicJob().run(on: Bench().with([coded])).beats
    let late = Double(format.untoldSamples) / Double(layout.rate)
    // Where the sound goes on before its start there may be one more.
    #expect((0...1).contains(found.count - truth.count))
    // The grid that attacks are found on is 2.5 ms wide, and a delay that is told to nobody shifts it.
    let tolerance = format.untoldSamples > 0 ? 0.0015 : 0.001
    for (beat, wanted) in zip(found.suffix(truth.count), truth) {
      #expect(abs(beat.time.seconds - late - wanted.time.seconds) < tolerance)
    }
  }
}
