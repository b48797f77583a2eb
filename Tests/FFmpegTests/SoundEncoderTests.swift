// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct SoundEncoderTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  /// Writes `samples` in blocks of the coder's size beside a second of pictures.
  private func encode(_ samples: [Float], to name: String) throws {
    let muxer = try Muxer(descriptor: try studio.output(name))
    let encoder = try SoundEncoder()
    try muxer.addSound(encoder)
    try muxer.start(index: .atEnd)
    let packet = try Packet()
    for start in stride(from: 0, to: samples.count / 2, by: encoder.blockSize) {
      let end = min(start + encoder.blockSize, samples.count / 2)
      try encoder.send(Array(samples[(2 * start)..<(2 * end)]), start: start)
      try Self.drain(encoder, into: packet, to: muxer)
    }
    try encoder.end()
    try Self.drain(encoder, into: packet, to: muxer)
    try muxer.finish()
  }

  private static func drain(
    _ encoder: borrowing SoundEncoder, into packet: borrowing Packet, to muxer: borrowing Muxer
  ) throws {
    while try encoder.receive(into: packet) {
      try muxer.write(packet, stream: 0, timebase: Rational(1, 48_000))
    }
  }

  @Test(arguments: [100, 1_024, 30_000, 48_000])
  func `sound comes out at its sample, left and right apart`(place: Int) throws {
    var samples = [Float](repeating: 0, count: 2 * 60_000)
    for index in 0..<16 { samples[2 * (place + index)] = 0.8 }
    for index in 0..<16 { samples[2 * (place + 5_000 + index) + 1] = -0.8 }
    try encode(samples, to: "a.mp4")
    let sound = try Judge.sound(of: studio.file("a.mp4"))
    for (channel, expected) in [place, place + 5_000].enumerated() {
      let loud = stride(from: channel, to: sound.count, by: 2).filter { abs(sound[$0]) > 0.4 }
      #expect(abs((loud.first ?? 0) / 2 - expected) <= 3, "channel \(channel)")
      #expect(abs((loud.last ?? 0) / 2 - expected - 15) <= 3, "channel \(channel)")
    }
  }

  @Test(arguments: [1, 1_024, 1_025, 48_000, 70_001])
  func `the file says how long the sound is, whatever the last block`(count: Int) throws {
    let samples = (0..<(2 * count)).map { 0.3 * Float(sin(Double($0 / 2) * 0.05)) }
    try encode(samples, to: "a.mp4")
    let duration = try Judge.entries("stream=duration", of: studio.file("a.mp4"))
    #expect(abs((Double(duration[0]) ?? 0) * 48_000 - Double(count)) < 1)
    #expect(
      try Judge.entries("stream=codec_name,profile,channel_layout", of: studio.file("a.mp4"))
        == ["aac", "LC", "stereo"])
  }

  @Test func `equal sound makes equal bytes`() throws {
    let samples = (0..<96_000).map { Float(($0 &* 7919) % 1000) / 2000 }
    for name in ["one.mp4", "two.mp4"] { try encode(samples, to: name) }
    #expect(try studio.bytes("one.mp4") == studio.bytes("two.mp4"))
  }
}
