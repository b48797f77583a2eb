// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import TestSupport
import Testing

@testable import FFmpeg

struct PictureMixerTests {
  /// A picture of one colour, by its codes.
  private static func flat(
    _ y: Int, _ u: Int, _ v: Int, size: String = "16x10", format: String = "yuv420p"
  ) throws -> Flat {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "nullsrc=s=\(size):r=25:d=0.04,format=yuv420p",
      "-vf", "geq=lum=\(y):cb=\(u):cr=\(v),format=\(format)", "-c:v", "libx264", "-qp", "0")
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    _ = try reader.next(into: frame)
    return Flat(frame: frame)
  }

  // Several of them at once, which noncopyable values cannot be.
  final class Flat {
    let frame: Frame
    init(frame: consuming Frame) { self.frame = frame }
  }

  private static func codes(_ frame: borrowing Frame) -> [Set<UInt8>] {
    (0..<3).map { Set(frame.plane($0)?.pixels ?? []) }
  }

  @Test(arguments: [
    (0, 40, 90, 240), (256, 200, 150, 16), (64, 80, 105, 184), (128, 120, 120, 128),
  ])
  func `two flat colours mix to the known one`(weight: Int, y: Int, u: Int, v: Int) throws {
    let (first, second) = (try Self.flat(40, 90, 240), try Self.flat(200, 150, 16))
    let mixer = try PictureMixer()
    try mixer.mix(first.frame, second.frame, weight: weight)
    #expect(Self.codes(mixer.picture) == [[UInt8(y)], [UInt8(u)], [UInt8(v)]])
    // What was mixed is as it was.
    #expect(Self.codes(first.frame) == [[40], [90], [240]])
  }

  @Test func `a dip ends in black or white`() throws {
    let picture = try Self.flat(200, 90, 240)
    let mixer = try PictureMixer()
    try mixer.dip(picture.frame, weight: 0, white: false)
    #expect(Self.codes(mixer.picture) == [[16], [128], [128]])
    try mixer.dip(picture.frame, weight: 0, white: true)
    #expect(Self.codes(mixer.picture) == [[235], [128], [128]])
    try mixer.dip(picture.frame, weight: 128, white: false)
    #expect(Self.codes(mixer.picture) == [[108], [109], [184]])
    try mixer.dip(picture.frame, weight: 256, white: false)
    #expect(Self.codes(mixer.picture) == [[200], [90], [240]])
    try mixer.show(picture.frame)
    #expect(Self.codes(mixer.picture) == [[200], [90], [240]])
  }

  @Test func `pictures of other shapes or forms are refused`() throws {
    let (first, small) = (try Self.flat(40, 90, 240), try Self.flat(1, 2, 3, size: "8x10"))
    let rich = try Self.flat(40, 90, 200, format: "yuv444p")
    let mixer = try PictureMixer()
    #expect(throws: FFmpegError.self) { try mixer.mix(first.frame, small.frame, weight: 9) }
    #expect(throws: FFmpegError.self) { try mixer.mix(first.frame, rich.frame, weight: 9) }
    #expect(throws: FFmpegError.self) { try mixer.dip(rich.frame, weight: 9, white: true) }
  }

  @Test func `an overlay covers its place and nothing else`() throws {
    let mixer = try PictureMixer()
    try mixer.show(try Self.flat(40, 90, 240).frame)
    let overlay = OverlayPictureTests.overlay(4, 2, x: 6, y: 4)
    let white = [UInt8](repeating: 255, count: overlay.byteCount)
    let canvas = PixelSize(width: 16, height: 10)
    try mixer.lay(OverlayPicture(overlay, pixels: white, canvas: canvas), opacity: 256)
    let planes = (0..<2).compactMap { mixer.picture.plane($0) }
    try #require(planes.count == 2)
    let (luma, blue) = (planes[0], planes[1])
    for y in 0..<10 {
      for x in 0..<16 {
        let isCovered = (6..<10).contains(x) && (4..<6).contains(y)
        #expect(luma[x, y] == (isCovered ? 235 : 40))
        #expect(blue[x / 2, y / 2] == (isCovered ? 128 : 90))
      }
    }
  }

  @Test func `half an overlay is half of both`() throws {
    let mixer = try PictureMixer()
    let canvas = PixelSize(width: 16, height: 10)
    let overlay = OverlayPictureTests.overlay(16, 10, x: 0, y: 0)
    // Half transparent red, multiplied by its alpha of 128.
    let red = [[UInt8]](repeating: [128, 0, 0, 128], count: 160).flatMap(\.self)
    let picture = OverlayPicture(overlay, pixels: red, canvas: canvas)
    try mixer.show(try Self.flat(40, 90, 240).frame)
    try mixer.lay(picture, opacity: 0)
    #expect(Self.codes(mixer.picture) == [[40], [90], [240]])
    try mixer.lay(picture, opacity: 256)
    // BT.709's red is 63, 102, 240.
    #expect(Self.codes(mixer.picture) == [[51], [96], [240]])
    try mixer.show(try Self.flat(40, 90, 240).frame)
    try mixer.lay(picture, opacity: 128)
    #expect(Self.codes(mixer.picture) == [[46], [93], [240]])
  }
}
