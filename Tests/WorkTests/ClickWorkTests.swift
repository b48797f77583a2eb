// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing

@testable import Work

struct ClickWorkTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  private let beats = [0.25, 0.5037, 1.1, 1.6, 2.43].enumerated().map {
    Beat(time: MediaTime(seconds: $1), position: $0 % 4 + 1)
  }

  /// The left channel of a WAV file as its samples' values, by the `ffmpeg` command.
  private func left(_ name: String) throws -> [Float] {
    let data = try Shell.run(
      ["ffmpeg", "-nostdin", "-v", "error", "-i", studio.file(name), "-map_channel", "0.0.0"]
        + ["-f", "f32le", "-"])
    return data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }

  @Test(arguments: [
    ("a.flac", "44100", "stereo"), ("a.wav", "48000", "mono"), ("a.opus", "48000", "5.1"),
  ])
  func `clicks stand on the beats, to the sample`(
    name: String, rate: String, layout: String
  ) throws {
    let song = try studio.make(
      name,
      ["-f", "lavfi", "-i", "aevalsrc=0.01*sin(2*PI*110*t):s=\(rate):d=3"]
        + ["-af", "aformat=channel_layouts=\(layout)"])
    let output = try studio.output("out.wav")
    let answer = try ClickJob(beats: beats).run(on: Bench().with([song], [output]))
    let samples = try left("out.wav")
    #expect(samples.count == answer.samples)
    #expect(abs(samples.count - 3 * 48_000) < 48)
    // A click is far above the hum, and each begins with its loudest sample.
    var onsets: [Int] = []
    for (index, sample) in samples.enumerated() where sample > 0.3 {
      if let last = onsets.last, index - last < 2000 { continue }
      onsets.append(index)
    }
    let expected = beats.map { $0.time.frame(at: Rational(48_000)) }
    #expect(onsets.count == expected.count)
    #expect(zip(onsets, expected).allSatisfy { abs($0 - $1) <= 1 })
  }

  @Test func `a loud song is lowered and nothing clips`() throws {
    let song = try studio.make(
      "loud.wav", ["-f", "lavfi", "-i", "aevalsrc=sgn(sin(2*PI*50*t)):s=48000:d=3"])
    let output = try studio.output("out.wav")
    _ = try ClickJob(beats: beats).run(on: Bench().with([song], [output]))
    #expect(try left("out.wav").allSatisfy { abs($0) < 0.999 })
  }

  @Test func `a second run on the same file leaves nothing of the first`() throws {
    let long = try studio.make("long.wav", ["-f", "lavfi", "-i", "anoisesrc=d=3"])
    let short = try studio.make("short.wav", ["-f", "lavfi", "-i", "anoisesrc=d=1"])
    let output = try studio.output("out.wav")
    _ = try ClickJob(beats: beats).run(on: Bench().with([long], [output]))
    _ = try ClickJob(beats: beats).run(on: Bench().with([short], [output]))
    #expect(try studio.bytes("out.wav").count == 44 + 48_000 * 4)
  }

  @Test func `what cannot be is refused`() throws {
    let song = try studio.make("a.wav", ["-f", "lavfi", "-i", "anoisesrc=d=0.1"])
    let film = try studio.make("a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"])
    let output = try studio.output("out.wav")
    #expect(reason(of: ClickJob(beats: beats.reversed()), [song], [output]) == .badOrder)
    #expect(reason(of: ClickJob(beats: beats), [song]) == .badOrder)
    #expect(reason(of: ClickJob(beats: beats), [film], [output]) == .noSound)
    #expect(reason(of: ClickJob(beats: []), [song], [song]) == .writeError)
  }
}
