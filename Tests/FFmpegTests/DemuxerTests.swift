// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

import CFFmpeg
@testable import FFmpeg

struct DemuxerTests {
  /// Texts that make a player open other files or addresses; FILE stands for a real film beside them.
  static let playlists: [(String, String)] = [
    (
      "HLS to a local file",
      "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:2,\nfile://FILE\n#EXT-X-ENDLIST\n"
    ),
    (
      "HLS to a neighbour",
      "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:2,\nsecret.ts\n#EXT-X-ENDLIST\n"
    ),
    (
      "HLS to an address",
      "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:2,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"
    ),
    ("HLS to itself", "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:2,\nself.mp4\n#EXT-X-ENDLIST\n"),
    ("HLS master", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile://FILE\n"),
    ("ffconcat to a neighbour", "ffconcat version 1.0\nfile secret.ts\n"),
    ("ffconcat to a path", "ffconcat version 1.0\nfile 'FILE'\n"),
    ("ffconcat upwards", "ffconcat version 1.0\nfile ../secret.ts\n"),
    (
      "SDP",
      "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n"
    ),
    (
      "DASH",
      "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT2S\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period><AdaptationSet mimeType=\"video/mp2t\"><Representation id=\"1\" bandwidth=\"1\"><BaseURL>file://FILE</BaseURL></Representation></AdaptationSet></Period></MPD>\n"
    ),
    ("RTSP description", "RTSPtext\nrtsp://127.0.0.1:9/\n"),
    ("sub-titles", "1\n00:00:00,000 --> 00:00:02,000\nHello\n"),
    ("plain words", "concat:secret.ts|secret.ts\n"),
  ]

  @Test(arguments: playlists)
  func `a playlist that poses as a film is refused`(kind: String, text: String) throws {
    let folder = try TemporaryFolder()
    let secret = try MediaFile.generate(
      "secret.ts", in: folder, "-f", "lavfi", "-i", "testsrc=d=1:s=64x64")
    let bytes = Data(text.replacing("FILE", with: secret.path).utf8)
    for name in ["self.mp4", "%03d.png", "list.mkv"] {
      try bytes.write(to: URL(fileURLWithPath: folder.file(name)))
      let file = try MediaFile(folder.file(name))
      #expect(throws: FFmpegError.self, "\(kind) as \(name)") {
        _ = try Demuxer(descriptor: file.descriptor)
      }
    }
  }

  @Test func `a demuxer cannot open a second file`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc=d=0.2:s=64x64")
    let demuxer = try Demuxer(descriptor: file.descriptor)
    var opened: UnsafeMutablePointer<AVIOContext>?
    let open = try #require(demuxer.pointer.pointee.io_open)
    #expect(open(demuxer.pointer, &opened, file.path, AVIO_FLAG_READ, nil) == cff_error_permission)
    #expect(opened == nil)
    // The second lock: the context's list of protocols is empty, not absent.
    #expect(demuxer.pointer.pointee.protocol_whitelist.map { String(cString: $0) } == "")
  }

  @Test(arguments: [("a.png", "png"), ("a.gif", "gif"), ("a.avi", "magicyuv"), ("a.mkv", "ffv1")])
  func `codecs that no camera writes stay out of reach`(name: String, codec: String) throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      name, in: folder, "-f", "lavfi", "-i", "testsrc=d=1:s=64x64", "-frames:v", "1", "-c:v", codec)
    #expect(throws: FFmpegError.self) {
      _ = try VideoReader(descriptor: file.descriptor, purpose: .analysis)
    }
  }

  @Test func `the content decides, not the name, and the descriptor's offset stays`() throws {
    let folder = try TemporaryFolder()
    let made = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "testsrc=d=0.5:s=64x64", "-c:v", "libx264")
    try FileManager.default.moveItem(atPath: made.path, toPath: folder.file("a.txt"))
    let file = try MediaFile(folder.file("a.txt"))
    #expect(lseek(file.descriptor, 17, SEEK_SET) == 17)
    let demuxer = try Demuxer(descriptor: file.descriptor)
    #expect(demuxer.info().container == "matroska,webm")
    let packet = try Packet()
    var count = 0
    while try demuxer.read(into: packet) { count += 1 }
    #expect(count == 13)
    #expect(lseek(file.descriptor, 0, SEEK_CUR) == 17)
  }

  @Test func `a failing disk is an error, not the end of the film`() throws {
    // Reading a folder fails with EISDIR, as reading from a broken disk fails with EIO.
    let folder = try TemporaryFolder()
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(descriptor) }
    do throws(FFmpegError) {
      _ = try Demuxer(descriptor: descriptor)
      Issue.record("opened a folder")
    } catch {
      #expect(error.code == -EISDIR)
      #expect(error.call == "pread")
    }
  }

  @Test func `a set flag stops the opening`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc=d=0.2:s=64x64")
    let flag = InterruptFlag()
    flag.set()
    do throws(FFmpegError) {
      _ = try Demuxer(descriptor: file.descriptor, interrupt: flag)
      Issue.record("opened")
    } catch {
      #expect(error.isInterruption)
    }
  }

  @Test func `seeking lands on the key frame before`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "testsrc=d=4:s=64x64:r=25", "-c:v", "libx264",
      "-g", "25", "-bf", "0", "-output_ts_offset", "3")
    let demuxer = try Demuxer(descriptor: file.descriptor)
    try demuxer.seek(to: MediaTime(seconds: 2.5))
    let packet = try Packet()
    let isThere = try demuxer.read(into: packet)
    #expect(isThere)
    let (isKeyFrame, time) = (packet.isKeyFrame, packet.pointer.pointee.pts)
    #expect(isKeyFrame && time == 5000)
  }
}
