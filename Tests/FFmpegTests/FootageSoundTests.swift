// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import TestSupport
import Testing

struct FootageSoundTests {
  let studio: Studio
  let ramp: Int32

  init() throws {
    studio = try Studio()
    // Two seconds whose left samples are their own number over 96,000.
    ramp = try studio.make(
      "ramp.mov",
      [
        "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=2", "-f", "lavfi", "-i",
        "aevalsrc='n/96000|-n/96000':s=48000:d=2", "-c:v", "mpeg4", "-c:a", "pcm_f32le",
      ])
  }

  /// The pieces one behind the other, with the place of the first.
  private func read(
    _ file: Int32, _ start: Int, _ end: Int
  ) throws -> (first: Int?, samples: [Float]) {
    var sound = try FootageSound(descriptor: file)
    var first: Int?
    var samples: [Float] = []
    try sound.read(from: start, to: end) { (place, piece) throws(FFmpegError) in
      #expect(place == (first ?? place) + samples.count / 2)
      first = first ?? place
      samples += piece
    }
    return (first, samples)
  }

  @Test(arguments: [(0, 8), (1, 1_000), (1_023, 40_000), (48_000, 95_999), (90_000, 96_000)])
  func `the samples are those of the place, to the last one`(start: Int, end: Int) throws {
    let (first, samples) = try read(ramp, start, end)
    #expect(first == start)
    #expect(samples.count == 2 * (end - start))
    for index in 0..<(end - start) {
      #expect(abs(samples[2 * index] - Float(start + index) / 96_000) < 1e-6)
    }
  }

  @Test func `one file is read in any order`() throws {
    var sound = try FootageSound(descriptor: ramp)
    for start in [70_000, 10_000, 10_000, 40_000] {
      var found: Float?
      try sound.read(from: start, to: start + 10) { (_, samples) throws(FFmpegError) in
        found = found ?? samples[0]
      }
      #expect(abs((found ?? 0) - Float(start) / 96_000) < 1e-6)
    }
  }

  @Test func `behind the end there is nothing`() throws {
    #expect(try read(ramp, 95_000, 120_000).samples.count == 2_000)
    #expect(try read(ramp, 200_000, 210_000).samples.isEmpty)
  }

  @Test func `footage without sound is told as such`() throws {
    let silent = try studio.make("a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"])
    do throws(FFmpegError) {
      _ = try FootageSound(descriptor: silent)
      Issue.record("it has no sound")
    } catch {
      #expect(error.isMissingStream)
    }
  }
}
