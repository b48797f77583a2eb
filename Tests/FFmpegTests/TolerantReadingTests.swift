// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

/// What the cautious way of reading survives and the direct one does not, and what the reduced one saves.
struct TolerantReadingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let film = [
    "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=6", "-f", "lavfi", "-i", "sine=d=6",
  ]

  private func make(_ name: String, _ arguments: [String]) throws -> MediaFile {
    let path = folder.file(name)
    try Shell.run(["ffmpeg", "-nostdin", "-v", "error"] + Self.film + arguments + [path])
    return try MediaFile(path)
  }

  /// What was shown: how many pictures, the last one's time, what failed.
  private func read(
    _ opening: Opening
  ) throws(FFmpegError) -> (count: Int, end: Double, failures: Int, size: PixelSize) {
    var reader = try VideoReader(opening)
    let frame = try Frame()
    var end = 0.0
    while let time = try reader.next(into: frame) { end = time.seconds }
    return (reader.decodedFrames, end, reader.decodeFailures, frame.size)
  }

  private func opening(_ file: MediaFile, _ mode: ReadingMode) -> Opening {
    Opening(descriptor: file.descriptor, purpose: .rendering, mode: mode, interrupt: nil)
  }

  /// A disk that fails wherever a read touches one of these bytes, as one with bad blocks does.
  private static func failing(at bad: Range<Int>, with code: Int32 = EIO)
    -> ByteSource.PositionedRead
  {
    { descriptor, buffer, count, offset in
      let start = Int(offset)
      if start < bad.lowerBound {
        return pread(descriptor, buffer, min(count, bad.lowerBound - start), offset)
      }
      guard start >= bad.upperBound else {
        errno = code
        return -1
      }
      return pread(descriptor, buffer, count, offset)
    }
  }

  @Test func `blocks that the disk does not give are passed over`() throws {
    let file = try make("a.mkv", ["-c:v", "libx264", "-g", "10", "-b:v", "2M", "-c:a", "aac"])
    let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
    let middle = size / 2 / 4096 * 4096
    var direct = opening(file, .direct)
    direct.pread = Self.failing(at: middle..<(middle + 8192))
    let failure = #expect(throws: FFmpegError.self) { try read(direct) }
    #expect(failure?.isReadError == true)
    var cautious = opening(file, .cautious)
    cautious.pread = direct.pread
    let shown = try read(cautious)
    #expect(shown.failures >= 2 && shown.count > 100 && shown.end > 5.9)
  }

  @Test func `a disk that gives nothing more, or a share that is away, is still an error`() throws {
    let file = try make("a.avi", ["-c:v", "mjpeg", "-q:v", "1", "-pix_fmt", "yuvj420p"])
    var cautious = opening(file, .cautious)
    cautious.pread = Self.failing(at: 409_600..<2_000_000)
    #expect(throws: FFmpegError.self) { try read(cautious) }
    cautious.pread = Self.failing(at: 409_600..<417_792, with: ESTALE)
    let failure = #expect(throws: FFmpegError.self) { try read(cautious) }
    #expect(failure?.isReadError == true)
  }

  @Test func `packets that lie outside the file are passed over`() throws {
    let file = try make("a.mp4", ["-c:v", "libx264", "-g", "10", "-c:a", "aac"])
    // One chunk of the pictures in the middle of the film is said to lie beyond the end of the file.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
    let table = try #require(bytes.range(of: Data("stco".utf8)))
    let count = bytes[(table.upperBound + 4)..<(table.upperBound + 8)].reduce(0) {
      $0 << 8 | Int($1)
    }
    try #require(count > 10)
    let entry = table.upperBound + 8 + count / 2 * 4
    bytes.replaceSubrange(entry..<(entry + 4), with: [0x7F, 0, 0, 0])
    try bytes.write(to: URL(fileURLWithPath: folder.file("bad.mp4")))
    let bad = try MediaFile(folder.file("bad.mp4"))
    let direct = try read(opening(bad, .direct))
    #expect(direct.end < 4)
    let cautious = try read(opening(bad, .cautious))
    #expect(cautious.end > 5.9 && cautious.count > direct.count)
  }

  @Test func `a file that changes its size all the time is shown in the sizes that it had`() throws
  {
    var all = Data()
    for index in 0..<20 {
      let part = folder.file("\(index).ts")
      try Shell.run(
        "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i",
        "testsrc2=s=\(64 + index % 2 * 32)x64:r=25:d=0.2", "-c:v", "mpeg2video",
        "-output_ts_offset", "\(Double(index) * 0.2)", part)
      all += try Data(contentsOf: URL(fileURLWithPath: part))
    }
    try all.write(to: URL(fileURLWithPath: folder.file("all.ts")))
    let file = try MediaFile(folder.file("all.ts"))
    let failure = #expect(throws: FFmpegError.self) { try read(opening(file, .direct)) }
    #expect(failure?.isInvalidData == true)
    #expect(try read(opening(file, .cautious)).count > 60)
  }

  @Test func `a sound file is read past what the disk does not give`() throws {
    let file = try make("a.wav", ["-map", "1"])
    var source = Opening(
      descriptor: file.descriptor, purpose: .sound, mode: .cautious, interrupt: nil)
    source.pread = Self.failing(at: 200_704..<204_800)
    var frames = try FrameSource(source)
    let frame = try Frame()
    var samples = 0
    while try frames.next(into: frame) { samples += frame.sampleCount }
    #expect(samples > 5 * 44_100)
  }

  @Test(arguments: [
    ("a.avi", ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"]), ("b.mpg", ["-c:v", "mpeg2video"]),
  ])
  func `reduced, codecs that can give small pictures`(name: String, arguments: [String]) throws {
    let file = try make(name, arguments)
    let reader = try VideoReader(opening(file, .reduced))
    let video = reader.video
    #expect(video.width == 320 && video.height == 180)
    let direct = try read(opening(file, .direct))
    let reduced = try read(opening(file, .reduced))
    #expect(direct.size == PixelSize(width: 320, height: 180))
    #expect(reduced.size == PixelSize(width: 160, height: 90))
    #expect(reduced.count == direct.count)
  }

  @Test func `reduced, other codecs give fewer pictures`() throws {
    let file = try make(
      "a.mp4",
      ["-c:v", "libx264", "-bf", "2", "-b_strategy", "0", "-g", "25", "-sc_threshold", "0"])
    let direct = try read(opening(file, .direct))
    let shown = try read(opening(file, .reduced))
    #expect(shown.size == direct.size)
    #expect(shown.count == 6 && shown.end == 5)
    let measuring = Opening(
      descriptor: file.descriptor, purpose: .analysis, mode: .reduced, interrupt: nil)
    let measured = try read(measuring)
    #expect(measured.count > 3 * shown.count && measured.count < direct.count && measured.end > 5.8)
  }

  @Test func `without damage cautious is the same as direct`() throws {
    let file = try make("a.mp4", ["-c:v", "libx264", "-bf", "2"])
    let direct = try read(opening(file, .direct))
    let cautious = try read(opening(file, .cautious))
    #expect(direct == cautious)
  }
}
