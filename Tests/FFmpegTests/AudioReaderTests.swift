// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct AudioReaderTests {
  /// Two seconds of clicks and hum, different left and right.
  static let sound =
    "aevalsrc=0.2*sin(440*2*PI*t)+0.6*lt(mod(t\\,0.25)\\,0.005)|0.3*sin(660*2*PI*t):s=44100:d=2"

  @Test(arguments: [
    ("a.mp3", ["-c:a", "libmp3lame", "-b:a", "192k"]), ("a.m4a", ["-c:a", "aac"]),
    ("a.opus", ["-c:a", "libopus"]), ("a.ogg", ["-c:a", "libvorbis"]),
    ("a.flac", ["-c:a", "flac"]), ("a.wav", ["-c:a", "pcm_s24le"]), ("a.mka", ["-c:a", "aac"]),
    ("a.aiff", ["-c:a", "pcm_s16be"]), ("a.ac3.mkv", ["-c:a", "ac3"]),
    ("a.wma", ["-c:a", "wmav2"]),
    ("a.alac.m4a", ["-c:a", "alac"]),
  ])
  func `samples are those of the ffmpeg command`(name: String, codec: [String]) throws {
    let folder = try TemporaryFolder()
    let path = folder.file(name)
    try Shell.run(
      ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", Self.sound] + codec + [path])
    let file = try MediaFile(path)
    let rate = name == "a.opus" ? 48000 : 44100
    let ours = try Self.read(file, rate: rate, channels: 2)
    let theirs = try Self.decode(path, "-ac", "2", "-ar", "\(rate)")
    #expect(ours.count == theirs.count)
    #expect(Self.largestDifference(ours, theirs) < 1e-5)
  }

  @Test(arguments: [("a.mp3", 22050, 1), ("a.flac", 48000, 2), ("a.m4a", 16000, 1)])
  func `another rate does not move the sound`(name: String, rate: Int, channels: Int) throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(name, in: folder, "-f", "lavfi", "-i", Self.sound)
    let ours = try Self.read(file, rate: rate, channels: channels)
    let theirs = try Self.decode(
      file.path, "-af",
      "aresample=\(rate):rematrix_maxval=1:ochl=\(channels == 1 ? "mono" : "stereo")")
    #expect(abs(ours.count - theirs.count) <= channels * rate / 1000)
    #expect(Self.largestDifference(ours, theirs) < 1e-3)
  }

  @Test func `an edit list cuts the sound's head`() throws {
    let folder = try TemporaryFolder()
    let whole = try MediaFile.generate(
      "whole.m4a", in: folder, "-f", "lavfi", "-i", Self.sound, "-c:a", "aac")
    let cut = try MediaFile.generate(
      "cut.m4a", in: folder, "-ss", "0.7", "-i", whole.path, "-c", "copy")
    let ours = try Self.read(cut, rate: 44100, channels: 2)
    let theirs = try Self.decode(cut.path, "-ac", "2", "-ar", "44100")
    #expect(ours.count == theirs.count)
    #expect(Self.largestDifference(ours, theirs) < 1e-5)
  }

  @Test(arguments: [("mono", 1), ("5.1", 6), ("7.1", 8), ("quad", 4), ("hexadecagonal", 16)])
  func `any layout becomes stereo`(layout: String, count: Int) throws {
    let folder = try TemporaryFolder()
    let tones = (0..<count).map { "0.5*sin(\(200 + 50 * $0)*2*PI*t)" }.joined(separator: "|")
    let file = try MediaFile.generate(
      "a.wav", in: folder, "-f", "lavfi", "-i", "aevalsrc=\(tones):s=8000:d=0.5:c=\(layout)")
    let samples = try Self.read(file, rate: 8000, channels: 2)
    #expect(samples.count == 8000)
    let power = samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    #expect((0.001...0.5).contains(power))
    #expect(samples.allSatisfy { abs($0) <= 1.01 })
  }

  @Test func `no sample is infinite or not a number`() throws {
    let folder = try TemporaryFolder()
    let values: [Float] = (0..<8000).map { [.nan, .infinity, -.infinity, 0.25][$0 % 4] }
    let raw = values.withUnsafeBytes { Data($0) }
    try raw.write(to: URL(fileURLWithPath: folder.file("raw")))
    let file = try MediaFile.generate(
      "a.wav", in: folder, "-f", "f32le", "-ar", "8000", "-ac", "1", "-i", folder.file("raw"),
      "-c:a", "pcm_f32le")
    for rate in [8000, 22050] {
      let samples = try Self.read(file, rate: rate, channels: 1)
      #expect(samples.count > 7000)
      #expect(samples.allSatisfy { $0.isFinite })
    }
    let plain = try Self.read(file, rate: 8000, channels: 1)
    #expect(plain[..<4] == [0, 0, 0, 0.25])
  }

  @Test func `a file without sound is an error`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "v.mp4", in: folder, "-f", "lavfi", "-i", "color=red:d=0.2:s=64x64")
    #expect(throws: FFmpegError.self) {
      _ = try AudioReader(descriptor: file.descriptor, sampleRate: 44100, channels: 1)
    }
  }

  @Test(.enabled(if: Corpus.isPresent), arguments: Corpus.files("music/open").prefix(8))
  func `music starts where the ffmpeg command starts it`(path: String) throws {
    let ours = try Self.read(try MediaFile(path), rate: 44100, channels: 2)
    let theirs = try Self.decode(
      path, "-af", "aresample=44100:rematrix_maxval=1:ochl=stereo")
    #expect(abs(ours.count - theirs.count) <= 88)
    #expect(Self.largestDifference(ours, theirs) < 1e-3)
  }

  @Test func `blocks are all that is left, and their number is told`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate("a.wav", in: folder, "-f", "lavfi", "-i", Self.sound)
    let all = try Self.read(file, rate: 44100, channels: 2)
    var reader = try AudioReader(descriptor: file.descriptor, sampleRate: 44100, channels: 2)
    var head: [Float] = []
    let read = try reader.read(into: &head, count: 1000)
    var rest: [Float] = []
    let count = try reader.forEachBlock { (block) throws(FFmpegError) in rest += block }
    #expect(head + rest == all)
    #expect((read, count) == (1000, all.count / 2 - 1000))
    #expect(try reader.forEachBlock { (_) throws(FFmpegError) in } == 0)
    var again = try AudioReader(descriptor: file.descriptor, sampleRate: 44100, channels: 2)
    #expect(try again.forEachBlock(upTo: 70_000) { (_) throws(FFmpegError) in } == 70_000)
  }

  private static func read(_ file: MediaFile, rate: Int, channels: Int) throws -> [Float] {
    var reader = try AudioReader(
      descriptor: file.descriptor, sampleRate: rate, channels: channels)
    var all: [Float] = []
    var block: [Float] = []
    // An odd size, so that blocks never agree with packets.
    while try reader.read(into: &block, count: 777) > 0 { all += block }
    return all
  }

  private static func decode(_ path: String, _ arguments: String...) throws -> [Float] {
    let data = try Shell.run(
      ["ffmpeg", "-nostdin", "-v", "error", "-i", path, "-map", "0:a"] + arguments
        + ["-f", "f32le", "-"])
    return data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }

  private static func largestDifference(_ first: [Float], _ second: [Float]) -> Float {
    var largest: Float = 0
    for (one, other) in zip(first, second) { largest = max(largest, abs(one - other)) }
    return largest
  }
}
