// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct FilterGraphTests {
  @Test(arguments: ["null", PictureFilter.deinterlacing, "hflip,scale=32:32"])
  func `every picture that goes in comes out, at its time`(description: String) throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1")
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let source = try Frame()
    let target = try Frame()
    var (pushed, pulled): ([MediaTime], [MediaTime]) = ([], [])
    var time = try reader.next(into: source)
    let graph = try FilterGraph(description, like: source, timebase: reader.video.timebase)
    while let shown = time {
      pushed.append(shown)
      try graph.push(source)
      while try graph.pull(into: target) { if let time = target.time { pulled.append(time) } }
      time = try reader.next(into: source)
    }
    try graph.finish()
    while try graph.pull(into: target) { if let time = target.time { pulled.append(time) } }
    #expect(pushed.count == 25)
    #expect(pulled == pushed)
  }

  @Test func `a picture of another size needs another chain`() throws {
    let folder = try TemporaryFolder()
    func first(_ size: String, into frame: borrowing Frame) throws -> Rational {
      let file = try MediaFile.generate(
        size + ".mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=\(size):r=25:d=0.2")
      var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
      _ = try reader.next(into: frame)
      return reader.video.timebase
    }
    let small = try Frame()
    let large = try Frame()
    let timebase = try first("64x64", into: small)
    _ = try first("96x64", into: large)
    let graph = try FilterGraph("null", like: small, timebase: timebase)
    let answers = (graph.accepts(small), graph.accepts(large))
    #expect(answers == (true, false))
  }

  @Test func `nonsense is an error`() throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mp4", in: folder, "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2")
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    _ = try reader.next(into: frame)
    #expect(throws: FFmpegError.self) {
      _ = try FilterGraph("nosuchfilter", like: frame, timebase: Rational(1, 25))
    }
  }
}
