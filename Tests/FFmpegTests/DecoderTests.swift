// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct DecoderTests {
  @Test func `packets go in and pictures come out until the end`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1", "-c:v", "libx264")
    let demuxer = try Demuxer(descriptor: file.descriptor)
    var decoder = try Decoder(demuxer, stream: 0, purpose: .rendering)
    let packet = try Packet()
    let frame = try Frame()
    var pictures = 0
    loop: while true {
      switch try decoder.receive(into: frame) {
      case .frame: pictures += 1
      case .end: break loop
      case .needsPacket:
        if try demuxer.read(into: packet) { try decoder.send(packet) } else { try decoder.finish() }
      }
    }
    let failures = decoder.failures
    #expect(pictures == 25 && failures == 0)
  }

  @Test func `a packet of rubbish is counted`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1", "-c:v", "libx264")
    let demuxer = try Demuxer(descriptor: file.descriptor)
    var decoder = try Decoder(demuxer, stream: 0, purpose: .rendering)
    let packet = try Packet()
    _ = try demuxer.read(into: packet)
    packet.pointer.pointee.data.update(repeating: 0xFF, count: packet.byteCount)
    try decoder.send(packet)
    let failures = decoder.failures
    #expect(failures == 1)
  }

  @Test func `without the loop filter pictures differ a little`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=128x128:r=25:d=0.4", "-c:v", "libx264",
      "-crf", "40")
    func last(_ purpose: Decoder.Purpose) throws -> GrayImage? {
      var reader = try VideoReader(descriptor: file.descriptor, purpose: purpose)
      let frame = try Frame()
      var image: GrayImage?
      while try reader.next(into: frame) != nil { image = frame.plane(0) }
      return image
    }
    let shown = try #require(try last(.rendering))
    let measured = try #require(try last(.analysis))
    #expect(shown != measured)
  }
}
