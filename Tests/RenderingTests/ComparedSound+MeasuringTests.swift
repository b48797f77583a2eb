// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Media
import Rendering
import TestSupport
import Testing

struct ComparedSoundMeasuringTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  @Test(arguments: [(48_000, 1), (44_100, 2), (48_000, 6)])
  func `samples are counted at the file's own rate`(rate: Int, channels: Int) throws {
    let file = try studio.make(
      "a.wav",
      ["-f", "lavfi", "-i", "sine=f=440:r=\(rate):d=1.5", "-ac", "\(channels)"])
    let sound = try #require(try ComparedSound.measured(in: file))
    #expect(sound.samples == rate * 3 / 2)
    #expect(sound.stream == AudioStream(codec: "pcm_s16le", sampleRate: rate, channels: channels))
    #expect(sound.loudness.integrated != nil && sound.loudness.truePeak != nil)
  }

  @Test func `6 dB more are 6 LU more`() throws {
    let soft = try studio.make(
      "a.wav", ["-f", "lavfi", "-i", "sine=f=440:r=48000:d=3", "-af", "volume=-12dB"])
    let loud = try studio.make(
      "b.wav", ["-i", studio.file("a.wav"), "-af", "volume=6dB"])
    let first = try #require(try ComparedSound.measured(in: soft)).loudness
    let second = try #require(try ComparedSound.measured(in: loud)).loudness
    #expect(abs(try #require(second.integrated) - #require(first.integrated) - 6) < 0.05)
  }

  @Test func `a film without sound has none`() throws {
    let film = try studio.make("a.mp4", NumberedPictures.source(frames: 5))
    #expect(try ComparedSound.measured(in: film) == nil)
  }

  @Test func `how far it is can be heard, and ends it`() throws {
    let file = try studio.make("a.wav", ["-f", "lavfi", "-i", "sine=r=48000:d=4"])
    var times: [Double] = []
    _ = try ComparedSound.measured(in: file) { (seconds) throws(FFmpegError) in
      times.append(seconds)
    }
    #expect(times == times.sorted() && times.last == 4)
    #expect(throws: FFmpegError.interrupted) {
      try ComparedSound.measured(in: file) { (_) throws(FFmpegError) in throw .interrupted }
    }
  }
}
