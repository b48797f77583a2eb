// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import TestSupport
import Testing

@testable import Rendering

struct SoundtrackFileTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  /// A file of as many samples of a tone.
  private func file(_ name: String, _ count: Int) throws -> Int32 {
    let output = try studio.output(name)
    var position = 0
    let samples = try SoundtrackFile.encode(to: output) { (wanted) throws(FFmpegError) in
      let block = min(wanted, count - position)
      guard block > 0 else { return nil }
      position += block
      return (0..<(2 * block)).map { Float(($0 / 2 + position) % 100) / 200 }
    }
    #expect(samples == count)
    return output
  }

  @Test(arguments: [1, 1_024, 48_000, 100_000])
  func `a player plays as many samples as were given`(count: Int) throws {
    _ = try file("a.m4a", count)
    #expect(try Judge.entries("stream=duration_ts", of: studio.file("a.m4a")) == ["\(count)"])
    #expect(try Judge.entries("stream=codec_name", of: studio.file("a.m4a")) == ["aac"])
  }

  @Test func `the digest is that of the packets`() throws {
    let one = try SoundtrackFile.digest(of: file("a.m4a", 30_000))
    #expect(try SoundtrackFile.digest(of: file("b.m4a", 30_000)) == one)
    #expect(try SoundtrackFile.digest(of: file("c.m4a", 29_000)) != one)
  }
}
