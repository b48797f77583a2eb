// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct VideoReaderTests {
  static let moving = ["-f", "lavfi", "-i", "testsrc2=s=128x96:r=30000/1001:d=3"]

  /// One file for each way in which containers and codecs keep time.
  static let makers: [(String, [String])] = [
    ("b.mp4", ["-c:v", "libx264", "-g", "30", "-bf", "3"]),
    ("open.mp4", ["-c:v", "libx264", "-g", "30", "-bf", "3", "-x264-params", "open-gop=1"]),
    ("intra-refresh.mp4", ["-c:v", "libx264", "-x264-params", "intra-refresh=1:keyint=40"]),
    ("frag.mp4", ["-c:v", "libx264", "-g", "25", "-movflags", "frag_keyframe+empty_moov"]),
    ("offset.mkv", ["-c:v", "libx264", "-g", "30", "-output_ts_offset", "7.3"]),
    ("b.ts", ["-c:v", "libx264", "-g", "30", "-bf", "3"]),
    ("mpeg2.ts", ["-c:v", "mpeg2video", "-g", "15", "-bf", "2"]),
    ("mpeg2.mpg", ["-c:v", "mpeg2video", "-g", "15", "-bf", "2"]),
    ("hevc.mov", ["-c:v", "libx265", "-x265-params", "keyint=30:log-level=none"]),
    ("b.avi", ["-c:v", "mpeg4", "-g", "25", "-bf", "2"]),
    ("h264.avi", ["-c:v", "libx264", "-g", "25", "-bf", "2"]),
    ("v.webm", ["-c:v", "libvpx-vp9", "-g", "30", "-cpu-used", "8", "-deadline", "realtime"]),
    ("vp8.webm", ["-c:v", "libvpx", "-g", "30", "-cpu-used", "8", "-deadline", "realtime"]),
    ("av1.mp4", ["-c:v", "libsvtav1", "-preset", "12", "-g", "30"]),
    ("b.m2ts", ["-c:v", "libx264", "-g", "30", "-bf", "3", "-mpegts_m2ts_mode", "1"]),
    ("prores.mov", ["-c:v", "prores_ks", "-profile:v", "2"]),
    ("dnxhr.mov", ["-c:v", "dnxhd", "-profile:v", "dnxhr_sq", "-s", "256x144"]),
    (
      "dnxhr.mxf",
      ["-c:v", "dnxhd", "-profile:v", "dnxhr_hqx", "-s", "256x144", "-pix_fmt", "yuv422p10le"]
    ),
    ("cineform.mov", ["-c:v", "cfhd", "-s", "256x144", "-pix_fmt", "yuv422p10le"]),
    ("dv.avi", ["-c:v", "dvvideo", "-s", "720x480", "-pix_fmt", "yuv411p"]),
    ("phone.3gp", ["-c:v", "h263", "-s", "176x144"]),
    ("raw.h264", ["-c:v", "libx264", "-g", "30", "-bf", "3"]),
    ("raw.hevc", ["-c:v", "libx265", "-x265-params", "keyint=30:log-level=none"]),
    ("jpeg.avi", ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"]),
    ("w.wmv", ["-c:v", "wmv2", "-g", "30"]),
    ("d.mxf", ["-c:v", "mpeg2video", "-g", "15", "-bf", "2"]),
    ("t.ogg", ["-c:v", "libtheora", "-g", "32"]),
    (
      "vfr.mp4",
      ["-vf", "select=not(mod(n\\,7))+not(mod(n\\,5))", "-vsync", "vfr", "-c:v", "libx264"]
    ),
  ]

  static func make(_ name: String, _ arguments: [String], _ folder: TemporaryFolder) throws
    -> MediaFile
  {
    let path = folder.file(name)
    try Shell.run(["ffmpeg", "-nostdin", "-v", "error"] + moving + arguments + [path])
    return try MediaFile(path)
  }

  @Test(arguments: makers)
  func `times are the file's own, from zero`(name: String, arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let file = try Self.make(name, arguments, folder)
    let times = try Pictures(file).times
    let seen = try Self.ffprobeTimes(file.path)
    #expect(times.count == seen.count)
    #expect(times.first == .zero)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    // Streams without a container have no times of their own.
    guard !name.hasPrefix("raw") else { return }
    let first = try #require(seen[0])
    for (index, (ours, theirs)) in zip(times, seen).enumerated() {
      // Where ffprobe has no answer the frames must go on at the frame rate.
      let expected = theirs.map { $0 - first } ?? Double(index) * 1001 / 30000
      #expect(abs(ours.seconds - expected) < 1e-5, "picture \(index)")
    }
  }

  @Test(arguments: makers)
  func `pictures after a seek are those of a straight read`(
    name: String, arguments: [String]
  ) throws {
    let folder = try TemporaryFolder()
    let file = try Self.make(name, arguments, folder)
    let straight = try Pictures(file)
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    for target in [2.1, 0.0, 2.9, 1.0, 0.9999, 60] {
      let goal = MediaTime(seconds: target)
      try reader.seek(to: goal)
      var count = 0
      while count < 35, let time = try reader.next(into: frame) {
        if count == 0 { #expect(time <= goal, "seek to \(target)") }
        let index = try #require(straight.times.firstIndex(of: time), "\(time.seconds) is new")
        #expect(straight.sums[index] == checksum(frame), "picture at \(time.seconds)")
        count += 1
      }
      #expect(count > 0)
    }
  }

  @Test(arguments: ["mp4", "mov", "mkv"])
  func `what an edit list hides is not shown`(container: String) throws {
    let folder = try TemporaryFolder()
    let whole = try Self.make(
      "whole.mp4", ["-c:v", "libx264", "-g", "30", "-bf", "3"], folder)
    let cut = try MediaFile.generate(
      "cut." + container, in: folder, "-ss", "1.5", "-i", whole.path, "-c", "copy")
    let pictures = try Pictures(cut)
    #expect(pictures.times.first == .zero)
    #expect(pictures.times.count == (try Self.ffprobeTimes(cut.path)).count)
    let all = try Pictures(whole)
    // Matroska has no edit list: its head is shown from the key frame.
    let first = container == "mkv" ? 30 : 45
    #expect(pictures.sums[0] == all.sums[first])
    #expect(pictures.sums.last == all.sums.last)
  }

  @Test func `the last picture's length completes the duration`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.make("b.mp4", ["-c:v", "libx264", "-frames:v", "60"], folder)
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .analysis)
    let frame = try Frame()
    var end = MediaTime.zero
    while let time = try reader.next(into: frame) { end = time + reader.frameDuration }
    #expect(end == MediaTime(frame: 60, rate: Rational(30000, 1001)))
    #expect(reader.decodedFrames == 60)
    #expect(reader.decodeFailures == 0)
  }

  @Test func `a recorder's clock that starts anew does not turn time back`() throws {
    let folder = try TemporaryFolder()
    let once = try Self.make("b.ts", ["-c:v", "libx264", "-g", "30", "-bf", "0"], folder)
    let data = try Data(contentsOf: URL(fileURLWithPath: once.path))
    try (data + data).write(to: URL(fileURLWithPath: folder.file("twice.ts")))
    let file = try MediaFile(folder.file("twice.ts"))
    let straight = try Pictures(file)
    #expect(straight.times.count == 180)
    let last = try #require(straight.times.last)
    #expect(abs(last.seconds - 179 * 1001.0 / 30000) < 0.001)
    // Once the jump is known, a seek counts through it.
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    while try reader.next(into: frame) != nil {}
    try reader.seek(to: MediaTime(seconds: 4))
    while let time = try reader.next(into: frame) {
      let index = try #require(straight.times.firstIndex(of: time))
      #expect(straight.sums[index] == checksum(frame))
    }
  }

  @Test func `damage is counted, the rest is shown`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.make("b.mkv", ["-c:v", "libx264", "-g", "10", "-b:v", "2M"], folder)
    var data = try Data(contentsOf: URL(fileURLWithPath: file.path))
    let middle = data.count / 3
    data.replaceSubrange(middle..<(middle + 20000), with: Data(repeating: 0x55, count: 20000))
    try data.write(to: URL(fileURLWithPath: folder.file("bad.mkv")))
    let bad = try MediaFile(folder.file("bad.mkv"))
    var reader = try VideoReader(descriptor: bad.descriptor, purpose: .rendering)
    let frame = try Frame()
    while try reader.next(into: frame) != nil {}
    #expect(reader.decodeFailures > 0)
    #expect((40..<90).contains(reader.decodedFrames))
  }

  @Test func `a file cut short is read as far as it goes`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.make("b.mkv", ["-c:v", "libx264"], folder)
    let data = try Data(contentsOf: URL(fileURLWithPath: file.path))
    try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: folder.file("half.mkv")))
    let pictures = try Pictures(try MediaFile(folder.file("half.mkv")))
    #expect((20..<66).contains(pictures.times.count))
  }

  @Test func `work stops when the flag is set`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.make("b.mkv", ["-c:v", "libx264"], folder)
    let flag = InterruptFlag()
    var reader = try VideoReader(
      descriptor: file.descriptor, purpose: .rendering, interrupt: flag)
    let frame = try Frame()
    _ = try reader.next(into: frame)
    flag.set()
    do throws(FFmpegError) {
      while try reader.next(into: frame) != nil {}
      Issue.record("read to the end")
    } catch {
      #expect(error.isInterruption)
    }
  }

  @Test func `sound alone is no footage`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate("a.wav", in: folder, "-f", "lavfi", "-i", "sine=d=0.2")
    #expect(throws: FFmpegError.self) {
      _ = try VideoReader(descriptor: file.descriptor, purpose: .analysis)
    }
  }

  private static func ffprobeTimes(_ path: String) throws -> [Double?] {
    let answer = try Shell.run(
      "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
      "frame=best_effort_timestamp_time", "-of", "default=nk=1:nw=1", path)
    return String(decoding: answer, as: UTF8.self).split(separator: "\n").map { Double($0) }
  }
}

/// All pictures of a file: when they are shown and what they look like.
private struct Pictures {
  var times: [MediaTime] = []
  var sums: [Int] = []

  init(_ file: MediaFile) throws {
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    while let time = try reader.next(into: frame) {
      times.append(time)
      sums.append(checksum(frame))
    }
  }
}

private func checksum(_ frame: borrowing Frame) -> Int { frame.plane(0)?.pixels.hashValue ?? 0 }
