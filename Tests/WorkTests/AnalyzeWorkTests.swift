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

  @Test func `a file of one frame is one shot`() throws {
    let file = try footage("a.mp4", "-c:v", "libx264", "-frames:v", "1")
    let analysis = try AnalyzeJob().run(on: Bench().with([file]))
    #expect(analysis.decodedFrames == 1)
    #expect(analysis.duration == MediaTime(frame: 1, rate: Rational(25)))
    #expect(analysis.shots.map(\.range) == [TimeRange(start: .zero, end: analysis.duration)])
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

  /// Two shots of four seconds each, cut at frame 110, between key frames.
  private func longFootage(_ name: String, _ arguments: String...) throws -> Int32 {
    try studio.make(
      name,
      [
        "-f", "lavfi", "-i",
        "testsrc2=s=320x180:r=25:d=4.4[a];mandelbrot=s=320x180:r=25[m];[m]trim=duration=4[b];"
          + "[a][b]concat", "-c:v", "libx264", "-sc_threshold", "0",
      ] + arguments)
  }

  @Test func `a coarse look leaves out where the cut lies`() throws {
    let bench = Bench()
    let file = try longFootage("a.mp4", "-g", "25")
    let full = try AnalyzeJob().run(on: Bench().with([file]))
    let analysis = try AnalyzeJob(depth: .coarse).run(on: bench.with([file]))
    #expect(analysis.duration == full.duration)
    #expect(analysis.decodedFrames == full.decodedFrames)
    #expect(analysis.info == full.info)
    let cut = MediaTime(frame: 110, rate: Rational(25))
    #expect(analysis.shots.flatMap(\.stills).contains { $0.contains(cut) })
    #expect(analysis.shots.first?.range.start == .zero)
    #expect(analysis.shots.last?.range.end == analysis.duration)
    #expect(
      zip(analysis.shots, analysis.shots.dropFirst()).allSatisfy { $0.range.end == $1.range.start })
    // As many steps as key frames.
    #expect(bench.shares.count == 9)
  }

  @Test func `a cut between key frames is found to the frame, and little else is decoded`() throws {
    let bench = Bench()
    let file = try longFootage("a.mp4", "-g", "25")
    let analysis = try AnalyzeJob().run(on: bench.with([file]))
    let cut = MediaTime(frame: 110, rate: Rational(25))
    #expect(
      analysis.shots.map(\.range) == [
        TimeRange(start: .zero, end: cut), TimeRange(start: cut, end: analysis.duration),
      ])
    #expect(analysis.decodedFrames == 210 && analysis.decodeFailures == 0)
    // A step for each key frame, and one for each picture of the groups around the cut.
    #expect((30..<80).contains(bench.shares.count), "\(bench.shares.count)")
    #expect(zip(bench.shares, bench.shares.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `where cuts follow each other, every frame is looked at`() throws {
    let bench = Bench()
    let file = try studio.make(
      "a.mp4",
      [
        "-f", "lavfi", "-i",
        "testsrc2=s=320x180:r=25:d=8[a];mandelbrot=s=320x180:r=25[m];[m]trim=duration=8[b];"
          + "[a][b]blend=all_expr='if(eq(mod(floor(T/0.7),2),0),A,B)'",
        "-c:v", "libx264", "-g", "25", "-sc_threshold", "0",
      ])
    let analysis = try AnalyzeJob().run(on: bench.with([file]))
    #expect(analysis.shots.count == 12)
    #expect(bench.shares.count >= 200)
  }

  @Test(arguments: [["a.mp4", "-g", "250"], ["a.h264", "-g", "25"]])
  func `where key frames do not tell, every frame is looked at`(name: [String]) throws {
    let file = try longFootage(name[0], name[1], name[2])
    let full = try AnalyzeJob().run(on: Bench().with([file]))
    #expect(try AnalyzeJob(depth: .coarse).run(on: Bench().with([file])) == full)
  }
}
