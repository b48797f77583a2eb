// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Media
import TestSupport
import Testing

@testable import Rendering

struct SoundtrackTests {
  let studio: Studio
  /// Two seconds whose left samples are their own number over 96,000, the right ones the same below zero.
  let ramp: Int32

  init() throws {
    studio = try Studio()
    ramp = try studio.make(
      "ramp.wav",
      ["-f", "lavfi", "-i", "aevalsrc='n/96000|-n/96000':s=48000:d=2", "-c:a", "pcm_f32le"])
  }

  static let rate = Rational(48_000)

  private func samples(
    _ song: Int32, from start: Int, count: Int, fade: Int = 0, block: Int = 1024
  ) throws -> [Float] {
    var reader = try SoundtrackReader(
      song: song,
      soundtrack: Soundtrack(
        from: MediaTime(frame: start, rate: Self.rate),
        fadeOut: MediaTime(frame: fade, rate: Self.rate)),
      sampleCount: count)
    var all: [Float] = []
    while let next = try reader.next(block) { all += next }
    return all
  }

  @Test(arguments: [0, 1, 1023, 1024, 48_000, 95_990])
  func `the first sample is the one that was asked for`(start: Int) throws {
    let sound = try samples(ramp, from: start, count: 8)
    for index in 0..<min(8, 96_000 - start) {
      #expect(abs(sound[2 * index] - Float(start + index) / 96_000) < 1e-6)
      #expect(abs(sound[2 * index + 1] + Float(start + index) / 96_000) < 1e-6)
    }
  }

  @Test(arguments: [1, 7, 1024, 1 << 20])
  func `blocks of any size hold the same samples`(block: Int) throws {
    let count = block == 1 ? 3_000 : 60_000
    let whole = try samples(ramp, from: 50_000, count: count, fade: 1_000, block: count)
    #expect(try samples(ramp, from: 50_000, count: count, fade: 1_000, block: block) == whole)
    #expect(whole.count == 2 * count)
  }

  @Test func `behind the song's end is silence`() throws {
    let sound = try samples(ramp, from: 90_000, count: 20_000)
    #expect(sound.count == 40_000)
    #expect(sound[2 * 5_999] > 0.99)
    #expect(sound[12_000...].allSatisfy { $0 == 0 })
  }

  @Test func `a start behind the song's end is silence throughout`() throws {
    let sound = try samples(ramp, from: 200_000, count: 5_000)
    #expect(sound == [Float](repeating: 0, count: 10_000))
  }

  @Test func `the fade falls to nothing at the film's end, and only there`() throws {
    let even = try studio.make(
      "even.wav", ["-f", "lavfi", "-i", "aevalsrc='0.5|0.5':s=48000:d=1", "-c:a", "pcm_f32le"])
    let sound = try samples(even, from: 0, count: 30_000, fade: 10_000)
    let left = stride(from: 0, to: sound.count, by: 2).map { sound[$0] }
    #expect(left[..<20_000].allSatisfy { abs($0 - 0.5) < 1e-6 })
    #expect(zip(left[20_000...], left[20_001...]).allSatisfy { $0 > $1 })
    #expect(abs(left[25_000] - 0.125) < 1e-4)
    #expect((left.last ?? 1) < 1e-6)
  }

  @Test func `the fade at the start rises from nothing, and only there`() throws {
    let even = try studio.make(
      "rise.wav", ["-f", "lavfi", "-i", "aevalsrc='0.5|0.5':s=48000:d=1", "-c:a", "pcm_f32le"])
    var soundtrack = try Soundtrack(from: MediaTime(ticks: 100, timebase: Rational(1, 48_000)))
    soundtrack.fadeIn = MediaTime(ticks: 960, timebase: Rational(1, 48_000))
    var reader = try SoundtrackReader(song: even, soundtrack: soundtrack, sampleCount: 3_000)
    var left: [Float] = []
    while let block = try reader.next(700) {
      left += stride(from: 0, to: block.count, by: 2).map { block[$0] }
    }
    #expect(left[0] == 0)
    #expect(abs(left[480] - 0.125) < 1e-4)
    #expect(zip(left[..<960], left[1..<961]).allSatisfy { $0 < $1 })
    #expect(left[960...].allSatisfy { abs($0 - 0.5) < 1e-6 })
  }

  @Test func `a fade longer than the film starts with it`() throws {
    let sound = try samples(ramp, from: 40_000, count: 1_000, fade: 50_000)
    #expect(abs(sound[0] - 40_000.0 / 96_000) < 1e-3)
    #expect(abs(sound[1_998]) < 1e-5)
  }

  @Test(arguments: [160_160, 142_000, 1_600, 1])
  func `the length is the film's to the sample`(length: Int) throws {
    #expect(try samples(ramp, from: 0, count: length, block: 4_096).count == 2 * length)
  }

  @Test(arguments: ["song.mp3", "song.m4a", "song.flac", "song.ogg"])
  func `a start in mid-song is the same place in every coding`(name: String) throws {
    // A click 1.25 s into a song of another rate.
    let song = try studio.make(
      name, ["-f", "lavfi", "-i", "aevalsrc='0.8*between(n\\,55125\\,55140)':s=44100:d=2"])
    let start = 48_000
    let sound = try samples(song, from: start, count: 24_000)
    let peak = stride(from: 0, to: sound.count, by: 2).max { abs(sound[$0]) < abs(sound[$1]) }
    #expect(abs((peak ?? 0) / 2 - 12_008) < 30)
  }

  @Test func `footage without sound is no song`() throws {
    let film = try studio.make("a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"])
    do throws(FFmpegError) {
      _ = try SoundtrackReader(
        song: film, soundtrack: Soundtrack(content: ContentKey(""), start: .zero, fadeOut: .zero),
        sampleCount: 48_000)
      Issue.record("it has no sound")
    } catch {
      #expect(error.isMissingStream)
    }
  }
}
