// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import TestSupport
import Testing

@testable import FFmpeg

struct HouseEncoderTests {
  let studio: Studio
  let source: Int32
  let format = HouseFormat(canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))

  init() throws {
    studio = try Studio()
    source = try studio.make(
      "a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-c:v", "libx264"])
  }

  /// One coded picture.
  private struct Coded: Equatable {
    var ticks: Int
    var isKeyFrame: Bool
    var bytes: [UInt8]

    /// Types of its units, as the standard numbers them: 1 slice, 5 IDR slice, 6 message, 9 delimiter.
    var units: [UInt8] {
      bytes.indices.dropLast(3).compactMap { index in
        bytes[index] == 0 && bytes[index + 1] == 0 && bytes[index + 2] == 1
          ? bytes[index + 3] & 0x1f : nil
      }
    }
  }

  private func encode(_ format: HouseFormat, keys: Set<Int>) throws -> [Coded] {
    var reader = try VideoReader(descriptor: source, purpose: .rendering)
    let encoder = try HouseEncoder(format)
    let frame = try Frame()
    let packet = try Packet()
    var coded: [Coded] = []
    func drain() throws {
      while try encoder.receive(into: packet) {
        let bytes = packet.withBytes { span in span.indices.map { span[$0] } }
        coded.append(Coded(ticks: packet.ticks, isKeyFrame: packet.isKeyFrame, bytes: bytes))
      }
    }
    var index = 0
    while try reader.next(into: frame) != nil {
      try encoder.send(frame, index: index, asIDR: keys.contains(index))
      try drain()
      index += 1
    }
    try encoder.end()
    try drain()
    return coded
  }

  @Test func `one packet for each picture, in order, keys where asked and every twelve`() throws {
    let coded = try encode(format, keys: [0, 3, 4])
    #expect(coded.map(\.ticks) == Array(0..<30))
    #expect(coded.filter(\.isKeyFrame).map(\.ticks) == [0, 3, 4, 16, 28])
  }

  @Test func `each packet is a delimiter and a slice, an IDR slice where it is a key`() throws {
    for picture in try encode(format, keys: [0, 7]) {
      #expect(picture.units == [9, picture.isKeyFrame ? 5 : 1], "picture \(picture.ticks)")
      #expect(picture.bytes.starts(with: [0, 0, 0, 1, 9]))
    }
  }

  @Test func `the same pictures make the same bytes`() throws {
    let first = try encode(format, keys: [0])
    #expect(try encode(format, keys: [0]) == first)
  }

  @Test func `lower quality takes fewer bytes`() throws {
    var coarse = format
    coarse.quality = 35
    let fine = try encode(format, keys: [0]).reduce(0) { $0 + $1.bytes.count }
    #expect(try encode(coarse, keys: [0]).reduce(0) { $0 + $1.bytes.count } < fine / 2)
  }

  @Test(arguments: [(320, 180, 30), (1920, 1080, 40), (3840, 2160, 51)])
  func `the header says High profile and the level`(width: Int, height: Int, level: UInt8) throws {
    let canvas = PixelSize(width: width, height: height)
    let encoder = try HouseEncoder(HouseFormat(canvas: canvas, frameRate: Rational(30)))
    let sets = try #require(ParameterSets(header: encoder.parameterSets))
    #expect(sets.units.map { $0[0] & 0x1f } == [7, 8])
    #expect(sets.units[0][1] == 100)
    #expect(sets.units[0][3] == level)
  }
}
