// SPDX-License-Identifier: GPL-3.0-or-later

import Digest
import FFmpeg
import Media
import Rendering
import TestSupport
import Testing

struct PieceIndexTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  @Test func `groups are told by their key frames and named by their bytes`() throws {
    let source = try studio.make(
      "a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-c:v", "libx264"])
    let spans = [
      SpanOrder(frames: FrameSpan(start: 0, count: 14), entries: [5]),
      SpanOrder(frames: FrameSpan(start: 3, count: 1)),
    ]
    let piece = try MadePiece("piece.mp4", of: source, spans, in: studio)
    #expect(piece.index.groups.map(\.frameCount) == [5, 9, 1])
    let packet = try Packet()
    let reader = try PieceReader(descriptor: piece.descriptor, frameRate: Rational(30))
    for group in piece.index.groups {
      var digest = SHA256()
      for _ in 0..<group.frameCount {
        #expect(try reader.next(into: packet) != nil)
        packet.withBytes { digest.update($0) }
      }
      #expect(digest.hexadecimal() == group.digest)
    }
  }

  @Test func `other video has no house id`() throws {
    let file = try studio.make(
      "a.avi", ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=0.2", "-c:v", "mpeg4"])
    #expect(try PieceIndex(reading: file, frameRate: Rational(30)).houseID == "")
  }

  @Test func `sound alone is no piece`() throws {
    let file = try studio.make("a.wav", ["-f", "lavfi", "-i", "sine=d=0.1"])
    #expect(throws: FFmpegError.self) {
      _ = try PieceIndex(reading: file, frameRate: Rational(30))
    }
  }
}
