// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Media
import Rendering
import TestSupport
import Testing

struct SegmentEncoderTests {
  let studio: Studio
  let source: Int32

  init() throws {
    studio = try Studio()
    source = try studio.make(
      "source.mp4", NumberedPictures.source(frames: 120) + ["-c:v", "libx264", "-g", "50"])
  }

  private func piece(_ name: String, _ spans: [SpanOrder]) throws -> MadePiece {
    try MadePiece(name, of: source, spans, in: studio)
  }

  @Test func `spans stand in the file as ordered, whatever their order in the source`() throws {
    let starts = [70, 3, 3, 119, 40]
    let spans = starts.map { SpanOrder(frames: FrameSpan(start: $0, count: 1 + $0 % 7)) }
    let made = try piece("piece.mp4", spans)
    // The last frame stands on where the source has ended.
    let expected = spans.flatMap { order in
      (order.frames.start..<order.frames.end).map { min($0, 119) }
    }
    #expect(try NumberedPictures.numbers(in: made.path) == expected)
    #expect(try Judge.complaints(about: made.path) == "")
  }

  @Test func `key frames stand at the start, at entries, and twelve frames on`() throws {
    let made = try piece(
      "piece.mp4",
      [
        SpanOrder(frames: FrameSpan(start: 20, count: 40), entries: [23, 24, 50]),
        SpanOrder(frames: FrameSpan(start: 0, count: 13), entries: [0]),
      ])
    #expect(made.index.groups.map(\.frameCount) == [3, 1, 12, 12, 2, 10, 12, 1])
    let types = try Judge.entries("frame=pict_type", of: made.path)
    let first = made.index.groups.reduce(into: [0]) { $0.append($0.last! + $1.frameCount) }
    for (frame, type) in types.enumerated() {
      #expect(type.hasPrefix(first.contains(frame) ? "I" : "P"), "frame \(frame)")
    }
  }

  @Test func `a span's bytes depend on nothing but itself`() throws {
    let late = SpanOrder(frames: FrameSpan(start: 60, count: 20), entries: [66])
    let alone = try piece("alone.mp4", [late])
    let behind = try piece("behind.mp4", [SpanOrder(frames: FrameSpan(start: 5, count: 9)), late])
    #expect(behind.index.groups.suffix(3).map(\.digest) == alone.index.groups.map(\.digest))
  }

  @Test func `the same order makes the same file`() throws {
    let spans = [SpanOrder(frames: FrameSpan(start: 7, count: 30))]
    _ = try piece("one.mp4", spans)
    _ = try piece("two.mp4", spans)
    #expect(try studio.bytes("one.mp4") == studio.bytes("two.mp4"))
  }

  @Test func `progress counts every frame of all spans`() throws {
    var encoder = try SegmentEncoder(source: source, format: .small)
    var heard: [Int] = []
    let spans = [0, 30].map { SpanOrder(frames: FrameSpan(start: $0, count: 4)) }
    try encoder.encode(spans, to: studio.output("piece.mp4")) { heard.append($0) }
    #expect(heard == Array(1...8))
  }

  @Test func `a full disk is a write error`() throws {
    var encoder = try SegmentEncoder(source: source, format: .small)
    let full = try studio.openFull()
    do throws(FFmpegError) {
      try encoder.encode([SpanOrder(frames: FrameSpan(start: 0, count: 100))], to: full) { _ in }
      Issue.record("it fitted")
    } catch {
      #expect(error.isWriteError)
    }
  }

  @Test func `an interrupted source stops the work`() throws {
    let flag = InterruptFlag()
    var encoder = try SegmentEncoder(source: source, format: .small, interrupt: flag)
    let output = try studio.output("piece.mp4")
    do throws(FFmpegError) {
      try encoder.encode([SpanOrder(frames: FrameSpan(start: 0, count: 100))], to: output) { done in
        if done == 3 { flag.set() }
      }
      // A small file may have been read to its end before.
    } catch {
      #expect(error.isInterruption)
    }
  }
}
