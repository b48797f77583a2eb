// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct DemuxerInfoTests {
  @Test func `a file is described`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=160x120:r=30000/1001:d=2", "-f",
      "lavfi", "-i", "sine=r=48000:d=2", "-vf", "setsar=4/3", "-c:v", "libx264", "-pix_fmt",
      "yuv420p", "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709",
      "-c:a", "aac", "-ac", "2", "-metadata", "creation_time=2024-05-06T07:08:09Z", "-metadata",
      "montaged=7 abc", "-movflags", "use_metadata_tags")
    let info = try Demuxer(descriptor: file.descriptor).info()
    #expect(info.container.contains("mp4"))
    #expect(abs((info.duration?.seconds ?? 0) - 2) < 0.05)
    #expect(
      info.video
        == VideoStream(
          codec: "h264", width: 160, height: 120, sampleAspect: Rational(4, 3),
          frameRate: Rational(30000, 1001), timebase: Rational(1, 30000),
          color: ColorDescription(primaries: "bt709", transfer: "bt709", matrix: "bt709"),
          frameCount: 60))
    #expect(info.audio == AudioStream(codec: "aac", sampleRate: 48000, channels: 2))
    #expect(info.captureTime == CaptureTime("2024-05-06T07:08:09", zone: .unknown))
    #expect(info.camera == nil)
    #expect(info.montagedTag == "7 abc")
  }

  @Test func `a clock that was never set tells no time`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc=d=0.2:s=64x64", "-metadata",
      "creation_time=1970-01-01T00:00:00Z")
    #expect(try Demuxer(descriptor: file.descriptor).info().captureTime == nil)
  }

  @Test(
    arguments: [
      (
        [
          "com.apple.quicktime.creationdate=2024-05-06T09:08:00+0200",
          "com.apple.quicktime.make=Apple",
          "com.apple.quicktime.model=iPhone 14",
        ],
        "2024-05-06T09:08:00+0200", CaptureTime.Zone.unknown, "Apple iPhone 14"
      ),
      (["com.android.version=14"], "2024-05-06T07:08:09Z", .universal, nil),
      (["firmware=HD5.02.02.00.00"], "2024-05-06T07:08:09Z", .unknown, "GoPro HD5"),
      (["make=A", "model=B"], "2024-05-06T07:08:09Z", .unknown, "A B"),
    ] as [([String], String, CaptureTime.Zone, String?)])
  func `phones know the time, cameras show it`(
    tags: [String], time: String, zone: CaptureTime.Zone, camera: String?
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.mp4")
    let arguments = tags.flatMap { ["-metadata", $0] } + ["-movflags", "use_metadata_tags", path]
    try Shell.run(
      ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=0.2:s=64x64"]
        + ["-metadata", "creation_time=2024-05-06T07:08:09Z"] + arguments)
    let file = try MediaFile(path)
    let info = try Demuxer(descriptor: file.descriptor).info()
    #expect(info.captureTime == CaptureTime(time, zone: zone))
    #expect(info.camera == camera)
  }

  @Test func `cover art is no film`() throws {
    let folder = try TemporaryFolder()
    let cover = try MediaFile.generate(
      "c.jpg", in: folder, "-f", "lavfi", "-i", "testsrc=d=1:s=64x64", "-frames:v", "1")
    let file = try MediaFile.generate(
      "a.m4a", in: folder, "-f", "lavfi", "-i", "sine=d=1", "-i", cover.path, "-map", "0", "-map",
      "1", "-c:v", "mjpeg", "-disposition:v:0", "attached_pic")
    let info = try Demuxer(descriptor: file.descriptor).info()
    #expect(info.video == nil)
    #expect(info.audio?.codec == "aac")
  }

  @Test(arguments: [(["default", "0"], 64), (["0", "default"], 96), (["0", "0"], 96)])
  func `the stream that a player shows is picked`(dispositions: [String], width: Int) throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "testsrc=d=0.5:s=64x64", "-f", "lavfi", "-i",
      "testsrc=d=0.5:s=96x96", "-map", "0", "-map", "1", "-c:v", "libx264", "-disposition:v:0",
      dispositions[0], "-disposition:v:1", dispositions[1], "-default_mode", "passthrough")
    #expect(try Demuxer(descriptor: file.descriptor).info().video?.width == width)
  }

  @Test func `tracks of data do not come in the way`() throws {
    let folder = try TemporaryFolder()
    try Data("1\n00:00:00,000 --> 00:00:02,000\nF/2.8, ISO 100\n".utf8)
      .write(to: URL(fileURLWithPath: folder.file("a.srt")))
    // Measurements as text, as drones write them, and a time code.
    let drone = try MediaFile.generate(
      "drone.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=2", "-i",
      folder.file("a.srt"), "-map", "1", "-map", "0", "-c:s", "mov_text", "-c:v", "libx264",
      "-timecode", "01:02:03:04")
    // The same in the form that action cameras use, which FFmpeg cannot make.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: drone.path))
    for (text, other) in [("tx3g", "gpmd"), ("sbtl", "meta")] {
      let place = try #require(bytes.range(of: Data(text.utf8)))
      bytes.replaceSubrange(place, with: Data(other.utf8))
    }
    try bytes.write(to: URL(fileURLWithPath: folder.file("action.mp4")))
    for file in [drone, try MediaFile(folder.file("action.mp4"))] {
      var reader = try FootageReader(descriptor: file.descriptor)
      var picture = FootagePicture()
      while try reader.next(into: &picture) {}
      #expect(reader.decodedFrames == 50 && reader.decodeFailures == 0)
      #expect(reader.info.audio == nil)
    }
  }

  @Test func `interlaced and deep pictures are known as such`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "testsrc=d=0.5:s=64x64", "-vf",
      "format=yuv420p10le,tinterlace=interleave_top,fieldorder=tff", "-c:v", "libx264", "-flags",
      "+ildct+ilme", "-x264-params", "tff=1")
    let reader = try VideoReader(descriptor: file.descriptor, purpose: .analysis)
    let video = reader.video
    #expect(video.isInterlaced)
    #expect(video.bitDepth == 10)
  }

  @Test(arguments: [
    (1, 0, 0, 1, 0, false), (0, 1, -1, 0, 90, false), (-1, 0, 0, -1, 180, false),
    (0, -1, 1, 0, 270, false), (-1, 0, 0, 1, 0, true), (1, 0, 0, -1, 180, true),
  ])
  func `display matrices become turns`(
    a: Int32, b: Int32, c: Int32, d: Int32, clockwise: Int, isMirrored: Bool
  ) {
    let matrix = [a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30]
    #expect(
      Orientation(matrix: matrix) == Orientation(clockwise: clockwise, isMirrored: isMirrored))
  }

  @Test func `a matrix without area turns nothing`() {
    #expect(Orientation(matrix: [Int32](repeating: 0, count: 9)) == nil)
  }
}
