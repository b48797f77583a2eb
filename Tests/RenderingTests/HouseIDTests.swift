// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Media
import TestSupport
import Testing

@testable import Rendering

struct HouseIDTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  static let moving = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=0.4"]
  static let quiet = ["-x265-params", "log-level=none"]

  /// One file for each property of a source that could leak into an encoder's header.
  static let sources: [(String, [String])] = [
    ("h264.mp4", moving + ["-c:v", "libx264"]),
    ("hevc.mp4", moving + ["-c:v", "libx265"] + quiet),
    ("hevc10.mp4", moving + ["-c:v", "libx265", "-pix_fmt", "yuv420p10le"] + quiet),
    ("vp9.webm", moving + ["-c:v", "libvpx-vp9", "-cpu-used", "8", "-deadline", "realtime"]),
    ("mpeg4.avi", moving + ["-c:v", "mpeg4"]),
    ("mjpeg.mov", moving + ["-c:v", "mjpeg", "-pix_fmt", "yuvj422p"]),
    ("prores.mov", moving + ["-c:v", "prores_ks"]),
    ("interlaced.mpg", moving + ["-vf", "setfield=tff", "-c:v", "mpeg2video", "-flags", "+ildct"]),
    ("vfr.mp4", moving + ["-vf", "select=mod(n\\,3)", "-vsync", "vfr", "-c:v", "libx264"]),
    (
      "full.mp4", moving + ["-vf", "scale=out_range=full", "-color_range", "pc", "-c:v", "libx264"]
    ),
    ("odd.avi", ["-f", "lavfi", "-i", "testsrc2=s=321x241:r=25:d=0.4", "-c:v", "mjpeg"]),
    ("portrait.mp4", ["-f", "lavfi", "-i", "testsrc2=s=180x320:r=60:d=0.4", "-c:v", "libx264"]),
    ("wide-pixels.mp4", moving + ["-vf", "setsar=4/3", "-c:v", "libx264"]),
    (
      "hlg.mp4",
      moving + [
        "-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-color_primaries", "bt2020", "-color_trc",
        "arib-std-b67", "-colorspace", "bt2020nc",
      ] + quiet
    ),
  ]

  @Test(arguments: sources)
  func `every kind of source gives its format's one id`(name: String, arguments: [String]) throws {
    let source = try studio.make(name, arguments)
    let spans = [SpanOrder(frames: FrameSpan(start: 2, count: 3), entries: [3])]
    let piece = try MadePiece("piece.mp4", of: source, spans, in: studio)
    #expect(try piece.index.houseID == HouseID.current(for: .small))
  }

  @Test func `a turned source gives its format's one id`() throws {
    try studio.make("lying.mp4", Self.moving + ["-c:v", "libx264"])
    let source = try studio.turn("lying.mp4", to: "turned.mp4", by: 90)
    let spans = [SpanOrder(frames: FrameSpan(start: 0, count: 2))]
    let piece = try MadePiece("piece.mp4", of: source, spans, in: studio)
    #expect(try piece.index.houseID == HouseID.current(for: .small))
  }

  @Test(.enabled(if: Corpus.isPresent), arguments: Corpus.files("footage/open"))
  func `real footage gives its format's one id`(path: String) throws {
    let spans = [SpanOrder(frames: FrameSpan(start: 1, count: 2))]
    let piece = try MadePiece("piece.mp4", of: try studio.open(path), spans, in: studio)
    #expect(try piece.index.houseID == HouseID.current(for: .small))
  }

  @Test func `quality and fit leave the id alone`() throws {
    let id = try HouseID.current(for: .small)
    for quality in [12, 18, 28, 40] {
      var other = HouseFormat.small
      other.quality = quality
      #expect(try HouseID.current(for: other) == id)
    }
    for fit in Fit.allCases {
      var other = HouseFormat.small
      other.fit = fit
      #expect(try HouseID.current(for: other) == id)
    }
  }

  @Test func `another canvas or rate is another id`() throws {
    let formats = [
      (320, 180, Rational(30)), (320, 180, Rational(25)), (320, 180, Rational(30_000, 1001)),
      (180, 320, Rational(30)), (320, 240, Rational(30)), (1920, 1080, Rational(30)),
      (3840, 2160, Rational(30)),
    ].map { HouseFormat(canvas: PixelSize(width: $0.0, height: $0.1), frameRate: $0.2) }
    #expect(try Set(formats.map(HouseID.current)).count == formats.count)
  }

  @Test func `the id names the sets' bytes and their borders`() throws {
    let whole = try #require(ParameterSets(header: [0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3]))
    let moved = try #require(ParameterSets(header: [0, 0, 1, 0x67, 1, 0, 0, 1, 2, 0x68, 3]))
    let record = try #require(
      ParameterSets(header: [1, 100, 0, 30, 0xff, 0xe1, 0, 3, 0x67, 1, 2, 1, 0, 2, 0x68, 3]))
    #expect(HouseID.of(whole) == HouseID.of(record))
    #expect(HouseID.of(whole) != HouseID.of(moved))
    #expect(HouseID.of(whole).count == 64)
  }
}
