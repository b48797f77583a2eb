// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct MuxerTests {
  let studio: Studio
  let piece: Int32

  init() throws {
    studio = try Studio()
    piece = try studio.make(
      "a.mp4",
      ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-c:v", "libx264", "-bf", "0"])
  }

  /// Copies the piece `rounds` times.
  private func copy(
    to output: Int32, index: Muxer.Index, metadata: KeyValuePairs<String, String> = [:],
    rounds: Int = 1
  ) throws(FFmpegError) {
    let muxer = try Muxer(descriptor: output, metadata: metadata)
    let reader = try PieceReader(descriptor: piece, frameRate: Rational(30))
    try muxer.addVideo(copying: reader)
    try muxer.start(index: index)
    let packet = try Packet()
    var frame = 0
    for _ in 0..<rounds {
      try reader.seek(to: 0)
      while try reader.next(into: packet) != nil {
        packet.place(at: frame, duration: 1)
        try muxer.write(packet, stream: 0, timebase: Rational(1, 30))
        frame += 1
      }
    }
    try muxer.finish()
  }

  @Test func `the index stands in front where wanted, behind where not`() throws {
    try copy(to: studio.output("front.mp4"), index: .atStart(packets: 30))
    try copy(to: studio.output("behind.mp4"), index: .atEnd)
    let front = try Judge.boxes(of: studio.bytes("front.mp4"))
    #expect(front.filter { $0 != "free" } == ["ftyp", "moov", "mdat"])
    #expect(try Judge.boxes(of: studio.bytes("behind.mp4")) == ["ftyp", "free", "mdat", "moov"])
    let pictures = try Judge.pictures(of: studio.file("a.mp4"))
    for name in ["front.mp4", "behind.mp4"] {
      #expect(try Judge.pictures(of: studio.file(name)) == pictures)
      #expect(try Judge.complaints(about: studio.file(name)) == "")
    }
  }

  @Test func `the room in front holds as many packets as were promised`() throws {
    try copy(to: studio.output("long.mp4"), index: .atStart(packets: 3000), rounds: 100)
    #expect(try Judge.entries("stream=nb_frames", of: studio.file("long.mp4")) == ["3000"])
  }

  @Test(arguments: [24, 30, 60])
  func `the room holds key frames and sound side by side too`(rate: Int64) throws {
    // Every picture a key frame, and packets of both kinds by turns: no table can be shortened.
    let intra = try studio.make(
      "intra.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:d=0.2", "-c:v", "libx264", "-g", "1"])
    let reader = try PieceReader(descriptor: intra, frameRate: Rational(25))
    let encoder = try SoundEncoder()
    let picture = try Packet()
    let sound = try Packet()
    let copy = try Packet()
    _ = try reader.next(into: picture)
    for start in [0, 1024] {
      try encoder.send([Float](repeating: 0, count: 2048), start: start)
    }
    let hasSound = try encoder.receive(into: sound)
    try #require(hasSound)
    let frames = 400 * Int(rate)
    let blocks = 400 * 48_000 / 1024
    let muxer = try Muxer(descriptor: studio.output("long.mp4"))
    try muxer.addVideo(copying: reader)
    try muxer.addSound(encoder)
    try muxer.start(index: .atStart(packets: frames + blocks))
    var block = 0
    for frame in 0..<frames {
      av_packet_ref(copy.pointer, picture.pointer)
      copy.place(at: frame, duration: 1)
      try muxer.write(copy, stream: 0, timebase: Rational(1, rate))
      while block < blocks, block * 1024 * Int(rate) < (frame + 1) * 48_000 {
        av_packet_ref(copy.pointer, sound.pointer)
        copy.place(at: block * 1024, duration: 1024)
        try muxer.write(copy, stream: 1, timebase: Rational(1, 48_000))
        block += 1
      }
    }
    try muxer.finish()
    let counts = try Judge.entries("stream=nb_frames", of: studio.file("long.mp4"))
    #expect(counts == ["\(frames)", "\(blocks)"])
  }

  @Test func `more packets than there is room for is an error, not a broken file`() throws {
    let output = try studio.output("long.mp4")
    #expect(throws: FFmpegError.self) {
      try copy(to: output, index: .atStart(packets: 0), rounds: 400)
    }
  }

  @Test func `equal input makes equal bytes`() throws {
    for name in ["one.mp4", "two.mp4"] {
      try copy(to: studio.output(name), index: .atEnd, metadata: ["montaged": "1 abc"])
    }
    #expect(try studio.bytes("one.mp4") == studio.bytes("two.mp4"))
    #expect(
      try Judge.entries("format_tags=montaged", of: studio.file("one.mp4")) == ["1 abc"])
    #expect(try Judge.entries("format_tags=creation_time", of: studio.file("one.mp4")) == [])
  }

  @Test(arguments: [1, 100])
  func `a full disk is a write error`(rounds: Int) throws {
    let full = try studio.openFull()
    do throws(FFmpegError) {
      try copy(to: full, index: .atEnd, rounds: rounds)
      Issue.record("it fitted")
    } catch {
      #expect(error.isWriteError)
      #expect(error.code == -ENOSPC)
    }
  }
}
