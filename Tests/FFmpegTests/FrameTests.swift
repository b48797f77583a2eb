// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import TestSupport
import Testing

@testable import FFmpeg

struct FrameTests {
  @Test func `a frame is shared, handed over and cleared`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "color=white:s=66x34:r=25:d=0.2", "-c:v",
      "libx264", "-pix_fmt", "yuv420p")
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let first = try Frame()
    let second = try Frame()
    _ = try reader.next(into: first)
    let (size, format, isKeyFrame) = (first.size, first.pixelFormat, first.isKeyFrame)
    #expect(size == PixelSize(width: 66, height: 34))
    #expect(format == "yuv420p" && isKeyFrame)
    try second.refer(to: first)
    #expect(Self.content(second) == Self.content(first))
    first.clear()
    #expect(Self.content(first) == nil)
    first.take(from: second)
    #expect(Self.content(second) == nil)
    #expect(Self.content(first)?.pixels.allSatisfy { $0 == 235 } == true)
    let chroma = first.plane(1)
    #expect(chroma?.width == 33 && chroma?.height == 17)
  }

  @Test func `a time is kept exactly`() throws {
    let frame = try Frame()
    #expect(Self.time(frame) == nil)
    let time = MediaTime(ticks: 1001, timebase: Rational(1, 30000))
    frame.set(time: time)
    #expect(Self.time(frame) == time)
  }

  // Expectations cannot hold noncopyable values.
  private static func content(_ frame: borrowing Frame) -> GrayImage? { frame.plane(0) }
  private static func time(_ frame: borrowing Frame) -> MediaTime? { frame.time }
}
