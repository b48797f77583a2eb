// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import FFmpeg

struct PacketTallyTests {
  @Test func `the end is the latest of all, whatever the order`() throws {
    var tally = PacketTally()
    let packet = try Packet()
    for ticks in [0, 3, 1, 2] {
      packet.place(at: ticks * 10, duration: 10)
      tally.add(packet)
    }
    #expect(tally.shown == 4)
    #expect(tally.end == 40)
    #expect(!tally.lacksTimes)
    #expect(tally.takePassed().map(\.stamp) == [0, 30, 10, 20])
    #expect(tally.takePassed().isEmpty)
  }

  @Test func `a packet without a time is noticed`() throws {
    var tally = PacketTally()
    tally.add(try Packet())
    #expect(tally.shown == 1)
    #expect(tally.end == nil)
    #expect(tally.lacksTimes)
  }

  @Test func `absurd times do not trap`() throws {
    var tally = PacketTally()
    let packet = try Packet()
    packet.place(at: Int.max, duration: Int.max)
    tally.add(packet)
    #expect(tally.end == nil)
  }

  @Test func `memory is bounded`() throws {
    var tally = PacketTally()
    let packet = try Packet()
    packet.place(at: 0, duration: 1)
    for _ in 0..<10_000 { tally.add(packet) }
    #expect(tally.shown == 10_000)
    #expect(tally.takePassed().count < 10_000)
  }
}
