// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Media
import Rendering
import TestSupport
import Testing

struct SteadyReaderTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  static let fields = ["-c:v", "mpeg2video", "-g", "10", "-b:v", "4M", "-flags", "+ildct+ilme"]

  static let sources: [(String, [String])] = [
    ("progressive.mp4", ["-c:v", "libx264", "-g", "20"]),
    ("top.mpg", ["-vf", "setfield=tff"] + fields), ("bottom.ts", ["-vf", "setfield=bff"] + fields),
    ("top.mov", ["-vf", "setfield=tff"] + fields),
    ("top.mp4", ["-vf", "setfield=tff", "-c:v", "libx264", "-x264-params", "tff=1"]),
    (
      "top.m2ts",
      ["-vf", "setfield=tff", "-c:v", "libx264", "-x264-params", "tff=1:keyint=20"]
        + ["-mpegts_m2ts_mode", "1"]
    ),
  ]

  private func make(_ name: String, _ arguments: [String]) throws -> Int32 {
    try studio.make(name, NumberedPictures.source(rate: "25", frames: 50) + arguments)
  }

  @Test(arguments: sources)
  func `pictures keep their times and their order`(name: String, arguments: [String]) throws {
    var reader = try SteadyReader(source: make(name, arguments))
    #expect(reader.video.isInterlaced == !name.hasPrefix("progressive"))
    let frame = try Frame()
    var times: [Double] = []
    var numbers: [Int] = []
    while let time = try reader.next(into: frame) {
      times.append(time.seconds)
      numbers.append(frame.plane(0).map(NumberedPictures.number) ?? -1)
    }
    let expected = try Judge.times(of: studio.file(name))
    #expect(times.count == 50)
    #expect(zip(times, expected).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(numbers == Array(0..<50))
  }

  @Test(arguments: sources)
  func `pictures after a seek are those of a straight read`(
    name: String, arguments: [String]
  ) throws {
    let source = try make(name, arguments)
    let straight = try Self.pictures(SteadyReader(source: source), from: nil)
    for start in [0, 10, 11, 19, 20, 33, 49] {
      let goal = MediaTime(frame: start, rate: Rational(25))
      let sought = try Self.pictures(SteadyReader(source: source), from: goal)
      #expect((sought.first?.time ?? 9) <= goal.seconds)
      // The first two may lack what came before; nobody shows them.
      let shown = sought.filter { $0.time >= goal.seconds - 0.02 }
      #expect(shown.map(\.hash) == straight.suffix(50 - start).map(\.hash), "from \(start)")
    }
  }

  private static func pictures(
    _ reader: consuming SteadyReader, from start: MediaTime?
  ) throws -> [(time: Double, hash: Int)] {
    var reader = reader
    let frame = try Frame()
    if let start { try reader.seek(to: start) }
    var pictures: [(time: Double, hash: Int)] = []
    while let time = try reader.next(into: frame) {
      pictures.append((time.seconds, frame.plane(0)?.pixels.hashValue ?? 0))
    }
    return pictures
  }
}
