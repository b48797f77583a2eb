// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

@testable import FFmpeg

struct PacketTests {
  @Test func `holds what was read until it is cleared`() throws {
    let studio = try Studio()
    let file = try studio.make(
      "a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2", "-c:v", "libx264", "-bf", "0"])
    let demuxer = try Demuxer(descriptor: file)
    let packet = try Packet()
    var sizes: [Int] = []
    var keys: [Bool] = []
    while try demuxer.read(into: packet) {
      let isAllThere = packet.withBytes { $0.count } == packet.byteCount
      #expect(isAllThere)
      sizes.append(packet.byteCount)
      keys.append(packet.isKeyFrame)
    }
    let expected = try Judge.entries("packet=size", of: studio.file("a.mp4"))
    #expect(sizes.map(String.init) == expected)
    #expect(keys == [true, false, false, false, false])
  }

  @Test func `a cleared one is empty, a placed one is where it was put`() throws {
    let packet = try Packet()
    packet.place(at: 41, duration: 2)
    var ticks = packet.ticks
    #expect(ticks == 41)
    packet.clear()
    ticks = packet.byteCount
    #expect(ticks == 0)
  }
}
