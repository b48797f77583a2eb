// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Media
import Rendering
import TestSupport
import Testing

struct ComposerTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  private func flat(_ name: String, luma: Int) throws -> Int32 {
    try studio.make(
      name,
      ["-f", "lavfi", "-i", "nullsrc=s=320x180:r=30:d=2,geq=lum=\(luma):cb=128:cr=128"]
        + ["-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p"])
  }

  private func composition(
    _ kind: Transition.Kind, frames: Int = 20, before: Int = 4, after: Int = 8
  ) -> Composition {
    Composition(
      frameCount: frames, base: Composition.Layer(content: ContentKey("a"), start: 10),
      change: Composition.Change(
        kind: kind, next: Composition.Layer(content: ContentKey("b"), start: 30), cut: 2 + before,
        ramp: FrameSpan(start: 2, count: before + after)))
  }

  private func make(
    _ composition: Composition, _ inputs: [Int32], _ spans: [SpanOrder]? = nil,
    as name: String = "piece.mp4"
  ) throws {
    var composer = try Composer(composition, inputs: inputs, format: .small)
    let whole = SpanOrder(frames: FrameSpan(start: 0, count: composition.frameCount))
    try composer.encode(spans ?? [whole], to: studio.output(name)) { _ in }
  }

  /// Luma in the middle of each picture, as the `ffmpeg` command decodes it.
  private func lumas(_ name: String = "piece.mp4") throws -> [Int] {
    let bytes = try Shell.run(
      "ffmpeg", "-nostdin", "-v", "error", "-i", studio.file(name), "-vsync", "0", "-vf",
      "extractplanes=y,crop=1:1:160:90", "-f", "rawvideo", "-")
    return bytes.map(Int.init)
  }

  @Test func `two flat colours dissolve evenly`() throws {
    let inputs = [try flat("a.mp4", luma: 40), try flat("b.mp4", luma: 200)]
    try make(composition(.dissolve), inputs)
    let seen = try lumas()
    let expected = (0..<20).map { (frame: Int) -> Double in
      let place = min(max(frame - 1, 0), 13)
      return 40 + 160 * Double(place) / 13
    }
    try #require(seen.count == 20)
    for (seen, expected) in zip(seen, expected) { #expect(abs(Double(seen) - expected) <= 2) }
  }

  @Test func `a dip is black on the cut`() throws {
    let inputs = [try flat("a.mp4", luma: 120), try flat("b.mp4", luma: 200)]
    try make(composition(.dip), inputs)
    let seen = try lumas()
    #expect(abs(seen[1] - 120) <= 1 && abs(seen[19] - 200) <= 1)
    #expect(seen[6] <= 17)
    #expect(zip(seen[1..<6], seen[2..<7]).allSatisfy { $0 > $1 })
    #expect(zip(seen[6..<14], seen[7..<15]).allSatisfy { $0 < $1 })
  }

  @Test func `each source shows the frames that it is asked for`() throws {
    let first = try studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"])
    // The second one's bars would shine through: only frames of one source are read.
    try make(composition(.dissolve, frames: 24), [first, first])
    let numbers = try NumberedPictures.numbers(in: studio.file("piece.mp4"))
    #expect(numbers[0..<2] == [10, 11])
    #expect(Array(numbers[14..<24]) == Array((30 + 14 - 6)..<(30 + 24 - 6)))
  }

  @Test func `a part of it is as in the whole`() throws {
    let first = try studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"])
    let second = try flat("b.mp4", luma: 200)
    let film = composition(.dissolve)
    try make(film, [first, second])
    let late = SpanOrder(frames: FrameSpan(start: 8, count: 9), entries: [10])
    try make(film, [first, second], [late], as: "late.mp4")
    let (whole, part) = (try lumas(), try lumas("late.mp4"))
    #expect(part.count == 9)
    for (one, other) in zip(whole[8..<17], part) { #expect(abs(one - other) <= 1) }
  }

  @Test func `an overlay comes and goes over the picture`() throws {
    let source = try flat("a.mp4", luma: 40)
    let overlay = Overlay(
      bitmap: ContentKey("t"), size: PixelSize(width: 320, height: 180), x: 0, y: 0,
      frames: FrameSpan(start: 2, count: 6), fadeIn: 1, fadeOut: 1)
    let white = try studio.write(
      "white", Data(repeating: 255, count: overlay.byteCount))
    let film = Composition(
      frameCount: 10, base: Composition.Layer(content: ContentKey("a"), start: 0),
      overlays: [overlay])
    try make(film, [source, white])
    let expected = [40, 40, 137, 235, 235, 235, 235, 137, 40, 40]
    for (seen, expected) in zip(try lumas(), expected) { #expect(abs(seen - expected) <= 3) }
    let short = try studio.write("short", Data(repeating: 255, count: overlay.byteCount - 1))
    #expect(throws: FFmpegError.self) { try make(film, [source, short], as: "none.mp4") }
  }

  @Test func `its pieces join those of footage`() throws {
    let source = try flat("a.mp4", luma: 40)
    let output = try studio.output("piece.mp4")
    var composer = try Composer(
      composition(.dip), inputs: [source, source], format: .small)
    try composer.encode([SpanOrder(frames: FrameSpan(start: 0, count: 20))], to: output) { _ in }
    let index = try PieceIndex(reading: output, frameRate: Rational(30))
    #expect(try index.houseID == HouseID.current(for: .small))
    #expect(index.groups.map(\.frameCount) == [12, 8])
  }
}
