// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Media
import Rendering
import TestSupport
import Testing

struct HousePicturesTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  static let intra = ["-c:v", "libx264", "-g", "40", "-bf", "2"]
  static let fields = [
    "-vf", "setfield=tff", "-c:v", "mpeg2video", "-b:v", "4M", "-flags", "+ildct+ilme",
  ]

  /// Name, frame rate and coding of the source, rate of the house.
  static let sources: [(String, String, [String], Rational)] = [
    ("24.mp4", "24", intra, Rational(30)), ("25.mp4", "25", intra, Rational(30)),
    ("30.mp4", "30", intra, Rational(30)), ("60.mp4", "60", intra, Rational(30)),
    ("ntsc.mp4", "30000/1001", intra, Rational(30)),
    ("ntsc60.mp4", "60000/1001", intra, Rational(30)),
    ("film.mkv", "24000/1001", intra, Rational(30)),
    ("30in25.mp4", "30", intra, Rational(25)), ("50in25.ts", "50", intra, Rational(25)),
    ("slow.mp4", "12", intra, Rational(30)), ("fields.mpg", "25", fields, Rational(30)),
    (
      "vfr.mp4", "30",
      ["-vf", "select=not(mod(n\\,7))+not(mod(n\\,5))+lt(n\\,20)", "-vsync", "vfr"] + intra,
      Rational(30)
    ),
  ]

  private static func make(
    _ name: String, _ rate: String, _ arguments: [String], in studio: Studio
  ) throws -> Int32 {
    try studio.make(name, NumberedPictures.source(rate: rate, frames: 100) + arguments)
  }

  @Test(arguments: sources)
  func `each house frame shows what the source shows then`(
    name: String, rate: String, arguments: [String], house: Rational
  ) throws {
    let source = try Self.make(name, rate, arguments, in: studio)
    // Known without our reader: what each picture says of itself, and when it is shown.
    let times = try Judge.times(of: studio.file(name))
    let numbers = try NumberedPictures.numbers(in: studio.file(name))
    try #require(times.count == numbers.count && times.count > 30)
    let count = Int((times[times.count - 1] * house.value).rounded(.down)) + 4
    var pictures = try HousePictures(
      source: source, format: HouseFormat(canvas: Self.canvas, frameRate: house))
    try pictures.seek(to: 0)
    for frame in 0..<count {
      let moment = (Double(frame) + 0.25) / house.value
      let expected = times.lastIndex { $0 <= moment + 1e-5 } ?? 0
      let shown = try Self.picture(frame, of: &pictures)
      #expect(shown.number == numbers[expected], "frame \(frame)")
    }
  }

  @Test(arguments: sources)
  func `pictures after a seek are those of a straight run`(
    name: String, rate: String, arguments: [String], house: Rational
  ) throws {
    let source = try Self.make(name, rate, arguments, in: studio)
    let format = HouseFormat(canvas: Self.canvas, frameRate: house)
    var pictures = try HousePictures(source: source, format: format)
    try pictures.seek(to: 0)
    let straight = try (0..<48).map { try Self.picture($0, of: &pictures) }
    for start in [40, 0, 13, 14, 31, 5, 47] {
      try pictures.seek(to: start)
      for frame in start..<min(start + 4, 48) {
        let shown = try Self.picture(frame, of: &pictures)
        #expect(shown == straight[frame], "frame \(frame) after a seek to \(start)")
      }
    }
  }

  @Test func `the last picture stands on`() throws {
    let source = try Self.make("30.mp4", "30", Self.intra, in: studio)
    var pictures = try HousePictures(source: source, format: .small)
    for start in [99, 100, 5_000] {
      try pictures.seek(to: start)
      #expect(try Self.picture(start, of: &pictures).number == 99)
      #expect(try Self.picture(start + 10, of: &pictures).number == 99)
    }
  }

  @Test func `a source of one picture shows it for ever`() throws {
    let source = try studio.make(
      "one.mp4", NumberedPictures.source(frames: 1) + ["-c:v", "libx264"])
    var pictures = try HousePictures(source: source, format: .small)
    try pictures.seek(to: 3)
    #expect(try Self.picture(3, of: &pictures).number == 0)
    #expect(try Self.picture(30, of: &pictures).number == 0)
  }

  @Test(arguments: [(90, "transpose=cclock"), (180, "hflip,vflip"), (270, "transpose=clock")])
  func `a turned source stands upright`(degrees: Int, turning: String) throws {
    try studio.make(
      "lying.mp4", NumberedPictures.source(frames: 8) + ["-vf", turning, "-c:v", "libx264"])
    let source = try studio.turn("lying.mp4", to: "turned.mp4", by: degrees)
    try #require(NumberedPictures.numbers(in: studio.file("turned.mp4")) == Array(0..<8))
    var pictures = try HousePictures(source: source, format: .small)
    try pictures.seek(to: 0)
    for frame in 0..<8 { #expect(try Self.picture(frame, of: &pictures).number == frame) }
  }

  @Test func `pictures are on the canvas, whatever the source's size`() throws {
    for (index, size) in [(321, 241), (180, 320), (64, 64), (1280, 720)].enumerated() {
      let source = try studio.make(
        "\(index).avi",
        ["-f", "lavfi", "-i", "testsrc2=s=\(size.0)x\(size.1):r=30:d=0.1", "-c:v", "mjpeg"])
      for fit in Fit.allCases {
        let format = HouseFormat(canvas: Self.canvas, frameRate: Rational(30), fit: fit)
        var pictures = try HousePictures(source: source, format: format)
        try pictures.seek(to: 0)
        try pictures.picture(at: 0) { frame in
          #expect(frame.size == Self.canvas)
          #expect(frame.pixelFormat == "yuv420p")
        }
      }
    }
  }

  @Test func `a source that changes its size goes on`() throws {
    for (name, size) in [("a.h264", "320x180"), ("b.h264", "160x120")] {
      try studio.make(
        name, ["-f", "lavfi", "-i", "testsrc2=s=\(size):r=25:d=0.4", "-c:v", "libx264"])
    }
    let both = try studio.write("both.h264", studio.bytes("a.h264") + studio.bytes("b.h264"))
    let format = HouseFormat(canvas: Self.canvas, frameRate: Rational(25))
    var pictures = try HousePictures(source: both, format: format)
    try pictures.seek(to: 0)
    for frame in 0..<20 {
      try pictures.picture(at: frame) { #expect($0.size == Self.canvas) }
    }
  }

  private static let canvas = PixelSize(width: 320, height: 180)

  private struct Shown: Equatable {
    var number: Int
    var pixels: [UInt8]
  }

  private static func picture(
    _ frame: Int, of pictures: inout HousePictures
  ) throws -> Shown {
    var shown = Shown(number: -1, pixels: [])
    try pictures.picture(at: frame) { picture in
      guard let luma = picture.plane(0) else { return }
      shown = Shown(number: NumberedPictures.number(luma), pixels: luma.pixels)
    }
    return shown
  }
}
