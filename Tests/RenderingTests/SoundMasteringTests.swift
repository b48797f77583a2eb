// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Media
import TestSupport
import Testing

@testable import Rendering

/// Loudness by kind of song, and the footage's sound, are tested with the job, whose files another meter judges.
struct SoundMasteringTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  private func level(_ amplitude: Double, loudness: Double?) throws -> SoundLevel {
    let song = try studio.make(
      "song.wav",
      [
        "-f", "lavfi", "-i",
        "aevalsrc='\(amplitude)*sin(2*PI*997*t)':s=48000:d=3,aformat=cl=mono,pan=stereo|c0=c0|c1=c0",
        "-c:a", "pcm_f32le",
      ])
    var soundtrack = try Soundtrack(from: .zero)
    soundtrack.loudness = loudness
    var material = SoundMaterial(
      soundtrack, sampleCount: 144_000, scratch: try studio.output("room"))
    try material.lay(
      SoundtrackReader(song: song, soundtrack: soundtrack, sampleCount: 144_000)
    ) { _ in }
    var shares: [Double] = []
    let level = try SoundMastering(material, soundtrack).encode(
      to: studio.output("sound.m4a")
    ) { shares.append($0) }
    #expect(shares.last == 1)
    return level
  }

  @Test(arguments: [(0.01, -14.0), (0.8, -23), (0.25, -10)])
  func `one gain leads to the target`(amplitude: Double, target: Double) throws {
    let level = try level(amplitude, loudness: target)
    #expect(abs(try #require(level.loudness) - target) < 0.3)
    #expect(abs(level.gain - (target - Loudness.decibels(amplitude))) < 0.5)
    #expect(level.reduction < 0.01)
  }

  @Test func `silence is not amplified`() throws {
    let level = try level(0, loudness: -14)
    #expect(level.loudness == nil)
    #expect(level.gain == 0)
  }
}
