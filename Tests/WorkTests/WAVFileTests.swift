// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@testable import Work

struct WAVFileTests {
  @Test func `every byte is where the format has it`() throws {
    let studio = try Studio()
    var file = try WAVFile(
      descriptor: try studio.output("a.wav"), sampleRate: 48_000, channels: 2)
    try file.append([0, 1])
    try file.append([-1, 0.5, 2, -2])
    try file.finish()
    let wanted: [UInt8] =
      Array("RIFF".utf8) + [48, 0, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 2, 0]
      + [0x80, 0xBB, 0, 0, 0, 0xEE, 2, 0, 4, 0, 16, 0] + Array("data".utf8) + [12, 0, 0, 0]
      + [0, 0, 0xFF, 0x7F, 0x01, 0x80, 0, 0x40, 0xFF, 0x7F, 0x01, 0x80]
    #expect(Array(try studio.bytes("a.wav")) == wanted)
  }
}
