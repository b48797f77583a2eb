// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct CompareWorkTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  /// A film of shots that nobody could confuse; each lasts so many frames.
  private func film(_ name: String, shots: [Int], sound: [String] = []) throws -> Int32 {
    let patterns = ["testsrc2", "mandelbrot", "smptehdbars", "rgbtestsrc"]
    let sources = zip(shots, patterns).map { frames, pattern in
      "\(pattern)=s=320x180:r=30,trim=end_frame=\(frames),setsar=1,format=yuv420p"
    }
    let labels = shots.indices.map { "[s\($0)]" }
    let graph =
      zip(sources, labels).map { "\($0)\($1)" }.joined(separator: ";") + ";" + labels.joined()
      + "concat=n=\(shots.count)"
    return try studio.make(
      name,
      ["-f", "lavfi", "-i", graph] + sound
        + ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "10", "-c:a", "pcm_s16le"])
  }

  @Test func `a film is what it was made of, and like itself`() throws {
    let tone = ["-f", "lavfi", "-i", "sine=f=440:r=48000:d=3.5"]
    let film = try film("a.mkv", shots: [45, 30, 30], sound: tone)
    let bench = Bench()
    let answer = try CompareJob().run(on: bench.with([film, film]))
    #expect(answer.first == answer.second)
    #expect(answer.first.frames == 105 && answer.first.cuts == [45, 75])
    #expect(answer.first.frameRate == Rational(30))
    #expect(answer.first.size == PixelSize(width: 320, height: 180))
    #expect(abs(answer.first.duration.seconds - 3.5) < 0.001)
    #expect(answer.first.sound?.samples == 168_000)
    #expect(answer.likeness.frames == 105 && answer.likeness.similarity?.lowest.value == 1)
    #expect(answer.likeness.meanSignalToNoise == nil)
    #expect(bench.shares == bench.shares.sorted() && bench.shares.last ?? 0 > 0.95)
  }

  @Test func `a cut that moved by three frames is found in both`() throws {
    let first = try film("a.mkv", shots: [45, 33, 30])
    let second = try film("b.mkv", shots: [48, 30, 30])
    let answer = try CompareJob().run(on: Bench().with([first, second]))
    for tolerance in 0...2 {
      #expect(answer.cutsOnlyInFirst(tolerance: tolerance) == [45])
      #expect(answer.cutsOnlyInSecond(tolerance: tolerance) == [48])
    }
    #expect(answer.first.frames == answer.second.frames && answer.first.sound == nil)
    #expect((45..<48).contains(try #require(answer.likeness.similarity).lowest.frame))
  }

  @Test func `what is no film is a failure`() throws {
    let film = try film("a.mkv", shots: [20, 20])
    let text = try studio.write("text.mp4", Data("no film".utf8))
    let song = try studio.make("song.wav", ["-f", "lavfi", "-i", "sine=d=1"])
    #expect(reason(of: CompareJob(), [film, text]) == .notMedia)
    #expect(reason(of: CompareJob(), [song, film]) == .noPicture)
    #expect(reason(of: CompareJob(), [film]) == .badOrder)
  }

  @Test func `it ends when it is told to`() throws {
    let film = try film("a.mkv", shots: [20, 20])
    let bench = Bench()
    bench.interrupt.set()
    #expect(throws: JobFailure.self) { try CompareJob().run(on: bench.with([film, film])) }
  }
}
