// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import TestSupport
import Testing

struct SoundPacketsTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  @Test func `packets come one after the other, the first before the film's start`() throws {
    let sound = try studio.make(
      "a.m4a", ["-f", "lavfi", "-i", "sine=f=330:d=1:r=48000", "-ac", "2", "-c:a", "aac"])
    let packets = try SoundPackets(descriptor: sound)
    let packet = try Packet()
    var starts: [Int] = []
    while let start = try packets.next(into: packet) {
      #expect(packet.byteCount > 0)
      starts.append(start)
    }
    #expect(starts == (0..<48).map { $0 * 1_024 - 1_024 })
  }

  @Test(arguments: [
    ["-ar", "44100", "-c:a", "aac"], ["-ar", "48000", "-c:a", "libmp3lame"],
  ])
  func `sound of another kind is refused`(coding: [String]) throws {
    let sound = try studio.make(
      "a.mp4", ["-f", "lavfi", "-i", "sine=f=330:d=1", "-ac", "2"] + coding)
    #expect(throws: FFmpegError.self) { try SoundPackets(descriptor: sound).next(into: Packet()) }
  }

  @Test func `a file without sound is refused`() throws {
    let film = try studio.make("a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"])
    do throws(FFmpegError) {
      _ = try SoundPackets(descriptor: film)
      Issue.record("it has no sound")
    } catch {
      #expect(error.isMissingStream)
    }
  }
}
