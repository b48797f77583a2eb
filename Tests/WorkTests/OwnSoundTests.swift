// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

/// What is heard of the footage itself.
struct OwnSoundTests {
  let studio: Studio
  let song: Int32

  init() throws {
    studio = try Studio()
    // Far below the footage in pitch, so that each can be told from the other.
    song = try studio.make(
      "song.wav", ["-f", "lavfi", "-i", "sine=f=100:d=8:r=48000,volume=6dB", "-ac", "2"])
  }

  /// Footage of 4 s at 30 frames a second whose sound is `expression` of the sample's number at 48 kHz.
  private func footage(_ name: String, _ expression: String, _ more: String...) throws -> Int32 {
    try studio.make(
      name,
      [
        "-f", "lavfi", "-i", "testsrc2=s=160x90:r=30:d=4", "-f", "lavfi", "-i",
        "aevalsrc='\(expression)':s=48000:d=4", "-c:v", "libx264", "-preset", "ultrafast",
      ] + more)
  }

  private func run(
    _ sound: FilmSound, _ clips: [SoundtrackJob.OwnSound], _ footage: [Int32], samples: Int,
    loudness: Double? = nil
  ) throws -> (answer: SoundtrackJob.Answer, left: [Float]) {
    let job = SoundtrackJob(
      soundtrack: Soundtrack(
        content: ContentKey("song"), start: .zero, fadeOut: .zero, sound: sound, loudness: loudness),
      sampleCount: samples, clips: clips)
    let outputs = [try studio.output("sound.m4a"), try studio.output("room")]
    let inputs = (sound == .original ? [] : [song]) + footage
    let answer = try job.run(on: Bench().with(inputs, outputs))
    let all = try Judge.sound(of: studio.file("sound.m4a"))
    return (answer, stride(from: 0, to: all.count, by: 2).map { all[$0] })
  }

  private static func clip(_ footage: Int, _ source: Int, _ start: Int, _ end: Int)
    -> SoundtrackJob.OwnSound
  {
    SoundtrackJob.OwnSound(footage: footage, source: source, start: start, end: end)
  }

  /// A click of 16 samples at 2.5 s.
  private static let click = "0.9*between(n\\,120000\\,120015)"

  @Test(arguments: [
    ("a.mp4", ["-c:a", "aac"]), ("a.mov", ["-c:a", "pcm_s16le"]),
    ("a.mkv", ["-c:a", "aac", "-ar", "44100"]), ("a.ts", ["-c:a", "aac"]),
    // The sound begins before the pictures, or after them.
    ("early.mov", ["-c:a", "pcm_s16le", "-output_ts_offset", "3"]),
  ])
  func `a click in the footage is heard at the place of its picture`(
    name: String, coding: [String]
  ) throws {
    let file = try studio.make(
      name,
      [
        "-f", "lavfi", "-i", "testsrc2=s=160x90:r=30:d=4", "-f", "lavfi", "-i",
        "aevalsrc='\(Self.click)':s=48000:d=4", "-c:v", "libx264", "-preset", "ultrafast",
      ] + coding)
    // The clip shows frames 60 to 89 of the source from frame 30 of the film on.
    let clips = [Self.clip(0, 60 * 1_600, 30 * 1_600, 60 * 1_600)]
    let (_, left) = try run(.original, clips, [file], samples: 96_000)
    let loudest = left.indices.max { abs(left[$0]) < abs(left[$1]) } ?? 0
    #expect(abs(left[loudest]) > 0.2)
    // Its middle; containers round times to a millisecond at worst.
    #expect(abs(loudest - (48_000 + 24_000 + 8)) <= 60, "\(loudest)")
  }

  @Test func `sound that begins after the pictures stays where it was`() throws {
    let file = try studio.make(
      "late.mov",
      [
        "-f", "lavfi", "-i", "testsrc2=s=160x90:r=30:d=4", "-itsoffset", "1", "-f", "lavfi", "-i",
        "aevalsrc='0.9*between(n\\,48000\\,48015)':s=48000:d=2", "-c:v", "libx264", "-c:a",
        "pcm_s16le",
      ])
    let (_, left) = try run(
      .original, [Self.clip(0, 0, 0, 144_000)], [file], samples: 144_000)
    let loudest = left.indices.max { abs(left[$0]) < abs(left[$1]) } ?? 0
    #expect(abs(loudest - 96_008) <= 20, "\(loudest)")
  }

  @Test func `the music is lowered by 10 dB while the footage speaks, and comes back`() throws {
    let voice = try footage(
      "voice.mov", "0.2*sin(2*PI*2000*n/48000)*between(n\\,48000\\,144000)", "-c:a", "pcm_s16le")
    let clips = [Self.clip(0, 0, 48_000, 240_000)]
    let (_, left) = try run(.duck, clips, [voice], samples: 384_000)
    // Speech from 2 to 4 s of the film.
    let before = Self.level(left, 100, 24_000..<72_000)
    let during = Self.level(left, 100, 120_000..<168_000)
    let after = Self.level(left, 100, 288_000..<336_000)
    #expect(abs(before - during - 10) < 0.5)
    #expect(abs(before - after) < 0.2)
    #expect(Self.level(left, 2_000, 120_000..<168_000) > -22)
    #expect(Self.level(left, 2_000, 288_000..<336_000) < -60)
  }

  @Test func `with original there is no music`() throws {
    let voice = try footage("voice.mov", "0.2*sin(2*PI*2000*n/48000)", "-c:a", "pcm_s16le")
    let (_, left) = try run(
      .original, [Self.clip(0, 0, 48_000, 96_000)], [voice], samples: 144_000)
    #expect(Self.level(left, 100, 48_000..<96_000) < -50)
    #expect(left[..<46_000].allSatisfy { abs($0) < 1e-3 })
    #expect(left[98_000...].allSatisfy { abs($0) < 1e-3 })
  }

  @Test func `nothing clicks at edits in the middle of a loud tone`() throws {
    let voice = try footage("voice.mov", "0.5*sin(2*PI*440*n/48000)", "-c:a", "pcm_s16le")
    // Jumps in the source, so that the wave would break at each.
    let clips = (0..<8).map { Self.clip(0, $0 * 7_777, $0 * 12_000, $0 * 12_000 + 12_000) }
    let (_, left) = try run(.original, clips, [voice], samples: 96_000)
    // The steepest that this tone gets is 0.029 from sample to sample.
    let steepest = zip(left, left.dropFirst()).map { abs($0 - $1) }.max() ?? 1
    #expect(steepest < 0.045)
  }

  @Test func `an edit waits for the pause beside it`() throws {
    // Two tones, the first with a pause 0.15 s behind the cut.
    let first = try footage(
      "first.mov", "0.4*sin(2*PI*500*n/48000)*lt(n\\,55200)", "-c:a", "pcm_s16le")
    let second = try footage(
      "second.mov", "0.4*sin(2*PI*2000*n/48000)*gt(n\\,12000)", "-c:a", "pcm_s16le")
    let clips = [Self.clip(0, 0, 0, 48_000), Self.clip(1, 0, 48_000, 96_000)]
    let (_, left) = try run(.original, clips, [first, second], samples: 96_000)
    // Heard behind its cut, up to the pause.
    #expect(Self.level(left, 500, 49_000..<54_600) > -14)
    #expect(Self.level(left, 500, 60_000..<96_000) < -50)
    #expect(Self.level(left, 2_000, 62_000..<94_000) > -14)
  }

  @Test func `footage without sound is silence, and broken sound is told`() throws {
    let silent = try studio.make("silent.mp4", NumberedPictures.source(frames: 60))
    let broken = try studio.write("broken.mp4", Data("no film".utf8))
    let clips = [Self.clip(0, 0, 0, 24_000), Self.clip(1, 0, 24_000, 48_000)]
    let (answer, left) = try run(.original, clips, [silent, broken], samples: 48_000)
    #expect(answer.unreadable.keys.sorted() == [1])
    #expect(answer.mute == [0])
    #expect(left.allSatisfy { abs($0) < 1e-3 })
  }

  @Test func `the mix is brought to its loudness`() throws {
    let voice = try footage("voice.mov", "0.02*sin(2*PI*2000*n/48000)", "-c:a", "pcm_s16le")
    let (answer, _) = try run(
      .duck, [Self.clip(0, 0, 48_000, 144_000)], [voice], samples: 240_000, loudness: -14)
    #expect(abs(try #require(answer.level.loudness) + 14) < 0.5)
    #expect(try #require(answer.level.truePeak) <= -1)
  }

  /// How much of a frequency there is, in decibels of a full tone.
  private static func level(_ samples: [Float], _ frequency: Double, _ range: Range<Int>) -> Double
  {
    var (real, imaginary) = (0.0, 0.0)
    for index in range where index < samples.count {
      let angle = 2 * .pi * frequency * Double(index) / 48_000
      real += Double(samples[index]) * cos(angle)
      imaginary += Double(samples[index]) * sin(angle)
    }
    return 20 * log10(2 * (real * real + imaginary * imaginary).squareRoot() / Double(range.count))
  }
}
