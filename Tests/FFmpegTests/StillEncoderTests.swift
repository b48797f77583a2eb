// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct StillEncoderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Encodes the first pictures of a film of one colour and has `ffmpeg` read them back.
  private func stills(_ colour: String, size: String, pixels: Int) throws -> [[UInt8]] {
    let file = try MediaFile.generate(
      "film.mp4", in: folder, "-f", "lavfi", "-i", "color=c=\(colour):s=\(size):r=25:d=0.2",
      "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709",
      "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    var encoder = try StillEncoder(reader.video, pixels: pixels)
    var stills: [[UInt8]] = []
    while try reader.next(into: frame) != nil { stills.append(try encoder.encode(frame)) }
    return stills
  }

  private func pixel(of jpeg: [UInt8]) throws -> [Int] {
    let path = folder.file("still.jpg")
    try Data(jpeg).write(to: URL(fileURLWithPath: path))
    let bytes = try Shell.run(
      "ffmpeg", "-v", "error", "-i", path, "-vf", "scale=1:1:flags=area", "-f", "rawvideo",
      "-pix_fmt", "rgb24", "-")
    return bytes.map(Int.init)
  }

  @Test(
    arguments: [
      ("red", [255, 0, 0]), ("0x30a060", [48, 160, 96]), ("white", [255, 255, 255]),
      ("black", [0, 0, 0]),
    ])
  func `a still has the colours of the film`(colour: String, wanted: [Int]) throws {
    let stills = try stills(colour, size: "640x360", pixels: 160 * 90)
    #expect(stills.count == 5)
    for still in stills {
      // At this size of files a level is one of about forty.
      for (value, wanted) in zip(try pixel(of: still), wanted) { #expect(abs(value - wanted) <= 6) }
    }
  }

  @Test(
    arguments: [
      ("640x360", 160 * 90, "160,90"), ("360x640", 160 * 90, "90,160"),
      ("64x36", 160 * 90, "64,36"),
    ])
  func `it has the film's shape and not more pixels than asked for`(
    size: String, pixels: Int, wanted: String
  ) throws {
    let still = try #require(try stills("gray", size: size, pixels: pixels).first)
    try Data(still).write(to: URL(fileURLWithPath: folder.file("still.jpg")))
    let entries = try Judge.entries("stream=codec_name,width,height", of: folder.file("still.jpg"))
    #expect(entries.joined(separator: ",") == "mjpeg,\(wanted)")
  }
}
