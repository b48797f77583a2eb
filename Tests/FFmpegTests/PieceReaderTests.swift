// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import TestSupport
import Testing

@testable import FFmpeg

struct PieceReaderTests {
  let studio: Studio
  let piece: Int32

  init() throws {
    studio = try Studio()
    piece = try studio.make(
      "a.mp4",
      [
        "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30000/1001:d=2", "-c:v", "libx264", "-bf", "0",
        "-g", "12", "-x264-params", "scenecut=0",
      ])
  }

  private func reader() throws(FFmpegError) -> PieceReader {
    try PieceReader(descriptor: piece, frameRate: Rational(30_000, 1001))
  }

  @Test func `frames come in order, each once`() throws {
    let reader = try reader()
    let packet = try Packet()
    var frames: [Int] = []
    while let frame = try reader.next(into: packet) { frames.append(frame) }
    #expect(frames == Array(0..<60))
    #expect(try reader.next(into: packet) == nil)
  }

  @Test(arguments: [(0, 0), (11, 0), (12, 12), (13, 12), (59, 48), (24, 24), (1_000, 48)])
  func `a seek goes to the key frame at or before`(goal: Int, start: Int) throws {
    let reader = try reader()
    let packet = try Packet()
    try reader.seek(to: goal)
    #expect(try reader.next(into: packet) == start)
    let isKeyFrame = packet.isKeyFrame
    #expect(isKeyFrame)
  }

  @Test func `seeks go back and forth after the end`() throws {
    let reader = try reader()
    let packet = try Packet()
    while try reader.next(into: packet) != nil {}
    for start in [48, 0, 36, 12] {
      try reader.seek(to: start)
      #expect(try reader.next(into: packet) == start)
      #expect(try reader.next(into: packet) == start + 1)
    }
  }

  @Test func `sound in the file is passed over`() throws {
    let both = try studio.make(
      "both.mp4",
      [
        "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-f", "lavfi", "-i", "sine=d=1",
        "-c:v", "libx264", "-bf", "0",
      ])
    let reader = try PieceReader(descriptor: both, frameRate: Rational(30))
    let packet = try Packet()
    var frames: [Int] = []
    while let frame = try reader.next(into: packet) { frames.append(frame) }
    #expect(frames == Array(0..<30))
  }

  @Test func `only H dot 264 has parameter sets`() throws {
    #expect(try reader().parameterSets?.units.count == 2)
    let other = try studio.make(
      "b.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=30:d=0.2", "-c:v", "mpeg4"])
    #expect(try PieceReader(descriptor: other, frameRate: Rational(30)).parameterSets == nil)
  }
}
