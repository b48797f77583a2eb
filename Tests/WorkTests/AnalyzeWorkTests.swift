// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Jobs
import Media
import TestSupport
import Testing
import Work

struct AnalyzeWorkTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  /// Two shots of a second each, cut at frame 25.
  private func footage(_ name: String, _ arguments: String...) throws -> Int32 {
    try studio.make(
      name,
      [
        "-f", "lavfi", "-i",
        "testsrc2=s=320x180:r=25:d=1[a];mandelbrot=s=320x180:r=25[m];[m]trim=duration=1[b];"
          + "[a][b]concat",
      ] + arguments)
  }

  @Test func `finds the cut, counts the frames, tells how far it is`() throws {
    let bench = Bench()
    let file = try footage("a.mp4", "-c:v", "libx264")
    let analysis = try AnalyzeJob().run(on: bench.with([file]))
    #expect(analysis.decodedFrames == 50)
    #expect(analysis.decodeFailures == 0)
    #expect(analysis.shots.map { $0.range.start.seconds } == [0, 1])
    #expect(analysis.shots.last?.range.end == MediaTime(seconds: 2))
    #expect(analysis.duration == MediaTime(seconds: 2))
    #expect(bench.shares.count == 50)
    #expect(zip(bench.shares, bench.shares.dropFirst()).allSatisfy { $0 <= $1 })
    #expect((0.9...1).contains(bench.shares.last ?? 0))
  }

  @Test func `a file that promises no length is stepped through as well`() throws {
    let bench = Bench()
    let file = try footage("a.h264", "-c:v", "libx264")
    #expect(try AnalyzeJob().run(on: bench.with([file])).decodedFrames == 50)
    #expect(bench.shares.count == 50)
  }

  @Test func `sound alone has no picture`() throws {
    let file = try studio.make("a.wav", ["-f", "lavfi", "-i", "sine=d=0.2"])
    #expect(reason(of: AnalyzeJob(), [file]) == .noPicture)
  }

  @Test func `stops when it is asked to`() throws {
    let bench = Bench()
    let file = try footage("a.mp4", "-c:v", "libx264")
    bench.interrupt.set()
    let failure = #expect(throws: JobFailure.self) {
      try AnalyzeJob().run(on: bench.with([file]))
    }
    #expect(failure?.reason == .cancelled)
  }
}
