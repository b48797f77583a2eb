// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct FootageReaderTests {
  static let gray = "16+Y*200/H+20*gt(X,W/2)"

  /// How the same picture is stored, the file, and the largest error of one small pixel.
  static let formats: [(String, [String], Int)] = [
    ("yuv420p", ["-c:v", "libx264", "-qp", "0"], 1),
    ("yuv422p", ["-c:v", "libx264", "-qp", "0"], 1),
    ("yuv444p", ["-c:v", "libx264", "-qp", "0"], 1),
    ("yuv420p10le", ["-c:v", "libx264", "-qp", "0"], 1),
    ("yuv422p10le", ["-c:v", "prores_ks", "-profile:v", "3"], 3),
    ("yuva444p10le", ["-c:v", "prores_ks", "-profile:v", "4"], 3),
    ("yuv440p12le", ["-c:v", "libvpx-vp9", "-lossless", "1"], 1),
    ("gbrp", ["-c:v", "libx264rgb", "-qp", "0", "-pix_fmt", "bgr24"], 3),
    ("gray", ["-c:v", "libx264", "-qp", "0"], 1),
  ]

  @Test(arguments: formats)
  func `reduced pictures are area means`(format: String, codec: [String], tolerance: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.mkv")
    try Shell.run(
      [
        "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=s=640x360:r=5:d=0.4",
        "-vf", Self.drawing(format),
      ] + codec + [path])
    let file = try MediaFile(path)
    var reader = try FootageReader(descriptor: file.descriptor)
    var picture = FootagePicture()
    #expect(try reader.next(into: &picture))
    for (image, isLarge) in [(picture.luma, false), (picture.overview, true)] {
      let cell = isLarge ? 4 : 10
      for y in stride(from: 0, to: image.height, by: 7) {
        for x in stride(from: 0, to: image.width, by: 5) {
          let plain = Self.luma(x: x * cell..<(x + 1) * cell, y: y * cell..<(y + 1) * cell)
          // RGB is full range, what is made of it is not.
          let mean = format == "gbrp" ? 16 + plain * 219 / 255 : plain
          #expect(abs(Double(image[x, y]) - mean) <= Double(tolerance), "\(x), \(y)")
        }
      }
    }
    guard format != "gray", format != "gbrp" else {
      #expect(picture.blue.pixels.allSatisfy { $0 == 128 })
      return
    }
    for x in 0..<16 {
      #expect(abs(Double(picture.blue[x, 4]) - (100 + (Double(x) + 0.5) * 50 / 16)) < 3)
    }
    for y in 0..<9 {
      #expect(abs(Double(picture.red[8, y]) - (90 + (Double(y) + 0.5) * 60 / 9)) < 4.5)
    }
    let detail = try #require(picture.detail)
    #expect(detail.width == 640 && detail.height == 360)
    #expect(abs(Int(detail[600, 300]) - Int(Self.luma(x: 600..<601, y: 300..<301))) <= tolerance)
  }

  @Test(arguments: ["2x2", "16x16", "62x30", "159x91", "321x241", "1000x16", "18x400"])
  func `any size is reduced`(size: String) throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "color=0x646464:s=\(size):r=5:d=0.4", "-c:v",
      "libx264", "-pix_fmt", "yuv444p", "-qp", "0")
    var reader = try FootageReader(descriptor: file.descriptor)
    var picture = FootagePicture()
    #expect(try reader.next(into: &picture))
    let expected = 16 + 100.0 * 219 / 255
    for image in [picture.luma, picture.overview] {
      #expect(image.pixels.allSatisfy { abs(Double($0) - expected) < 1.5 })
    }
    #expect(picture.blue.pixels.allSatisfy { $0 == 128 })
  }

  @Test func `full luma comes about once a second`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "testsrc2=s=160x120:r=25:d=6", "-c:v", "libx264",
      "-g", "10")
    var reader = try FootageReader(descriptor: file.descriptor)
    var picture = FootagePicture()
    var details: [Double] = []
    while try reader.next(into: &picture) {
      guard picture.detail != nil else { continue }
      details.append((picture.time.seconds * 10).rounded())
      #expect(picture.isKeyFrame)
    }
    #expect(details == [0, 8, 16, 24, 32, 40, 48, 56])
    #expect(reader.decodedFrames == 150)
  }

  /// How it is coded, and the times of the pictures that are decoded, in tenths of seconds.
  static let keyFrames: [(String, [String], [Double])] = [
    ("a.mp4", ["-c:v", "libx264", "-g", "20", "-sc_threshold", "0"], [0, 8, 16, 24]),
    ("b.mp4", ["-c:v", "libx264", "-g", "20", "-bf", "0"], [0, 8, 16, 24]),
    ("c.mkv", ["-c:v", "libx265", "-x265-params", "keyint=20:log-level=none"], [0, 8, 16, 24]),
    ("d.mkv", ["-c:v", "libvpx-vp9", "-g", "20", "-speed", "8"], [0, 8, 16, 24]),
    ("e.ts", ["-c:v", "mpeg2video", "-g", "20"], [0, 8, 16, 24]),
    ("f.mov", ["-c:v", "mjpeg"], [0, 5.2, 10.4, 15.6, 20.8, 26]),
    // Two pictures more than 4.5 s apart are too far.
    ("g.mp4", ["-c:v", "libx264", "-g", "200", "-vf", "setpts=PTS*3"], [0]),
  ]

  @Test(arguments: keyFrames)
  func `key frames alone have the times and pictures of all`(
    name: String, codec: [String], times: [Double]
  ) throws {
    let folder = try TemporaryFolder()
    let file = try Self.footage(name, codec, in: folder)
    var all = try FootageReader(descriptor: file.descriptor)
    let pictures = try Self.pictures(of: &all)
    var picture = FootagePicture()
    let end = try #require(pictures.keys.max()) + all.frameDuration
    var keys = try FootageReader(descriptor: file.descriptor)
    var found: [Double] = []
    while try keys.nextKeyFrame(into: &picture) {
      found.append((picture.time.seconds * 100).rounded() / 10)
      #expect(picture.luma == pictures[picture.time]?.luma)
    }
    #expect(found == times)
    #expect(keys.undecoded.hasExactTimes)
    #expect(keys.decodeFailures == 0)
    guard times.count > 1 else { return }
    #expect(keys.undecoded.end == end)
    #expect(keys.undecoded.count == all.decodedFrames)
  }

  @Test(arguments: keyFrames.dropLast())
  func `followers are the pictures right after their key frame`(
    name: String, codec: [String], times: [Double]
  ) throws {
    let folder = try TemporaryFolder()
    let file = try Self.footage(name, codec, in: folder)
    var all = try FootageReader(descriptor: file.descriptor)
    let pictures = try Self.pictures(of: &all)
    var picture = FootagePicture()
    var reader = try FootageReader(descriptor: file.descriptor)
    var keys: [Double] = []
    var coded: [MediaTime] = []
    while try reader.nextKeyFrame(into: &picture, followers: 2) {
      let key = picture.time
      keys.append((key.seconds * 100).rounded() / 10)
      var followers: [Double] = []
      while try reader.nextFollower(into: &picture) {
        #expect(picture.luma == pictures[picture.time]?.luma)
        followers.append((picture.time - key).seconds)
      }
      // Reordered pictures come between, and what the first picture brought along follows it.
      #expect((1...6).contains(followers.count), "\(followers)")
      #expect(followers.allSatisfy { $0 > 0 && $0 < 0.3 })
      coded += reader.takePassed().map(\.time)
    }
    coded += reader.takePassed().map(\.time)
    // Where every picture is a key frame, the next one counts from the last follower.
    #expect(keys == (name == "f.mov" ? [0, 6, 12, 18, 24] : times))
    #expect(reader.decodeFailures == 0)
    #expect(coded.sorted() == pictures.keys.sorted())
  }

  @Test func `coded sizes come with the key frame that ends them`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=160x120:r=25:d=2", "-c:v", "libx264",
      "-g", "20", "-bf", "0")
    var reader = try FootageReader(descriptor: file.descriptor)
    var picture = FootagePicture()
    var seen: [MediaTime] = []
    while try reader.nextKeyFrame(into: &picture) {
      let passed = reader.takePassed()
      #expect(passed.allSatisfy { $0.bytes > 0 })
      seen += passed.map(\.time)
    }
    seen += reader.takePassed().map(\.time)
    #expect(seen == (0..<50).map { MediaTime(frame: $0, rate: Rational(25)) })
  }

  /// Three seconds at 25 pictures a second.
  private static func footage(
    _ name: String, _ codec: [String], in folder: TemporaryFolder
  ) throws -> MediaFile {
    let path = folder.file(name)
    try Shell.run(
      ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x120:r=25:d=3"]
        + codec + [path])
    return try MediaFile(path)
  }

  /// All pictures of a file, by their times.
  private static func pictures(
    of reader: inout FootageReader
  ) throws -> [MediaTime: FootagePicture] {
    var pictures: [MediaTime: FootagePicture] = [:]
    var picture = FootagePicture()
    while try reader.next(into: &picture) { pictures[picture.time] = picture }
    return pictures
  }

  /// The filters that draw the gradient in a format.
  private static func drawing(_ format: String) -> String {
    switch format {
    case "gray": "format=gray,geq=lum='\(gray)'"
    case "gbrp": "format=gbrp,geq=r='\(gray)':g='\(gray)':b='\(gray)'"
    default: "format=yuv420p,geq=lum='\(gray)':cb='100+X*50/W':cr='90+Y*60/H',format=\(format)"
    }
  }

  /// The mean of the gradient over some pixels.
  private static func luma(x: Range<Int>, y: Range<Int>) -> Double {
    var sum = 0.0
    for row in y {
      for column in x { sum += Double(16 + row * 200 / 360 + (column > 320 ? 20 : 0)) }
    }
    return sum / Double(x.count * y.count)
  }
}
