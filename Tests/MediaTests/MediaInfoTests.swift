// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct MediaInfoTests {
  private func stream(
    _ width: Int, _ height: Int, aspect: Rational = Rational(1), turned: Int = 0
  ) -> VideoStream {
    VideoStream(
      codec: "h264", width: width, height: height, sampleAspect: aspect,
      orientation: Orientation(clockwise: turned), frameRate: Rational(30),
      timebase: Rational(1, 90_000))
  }

  @Test(
    arguments: [
      (1920, 1080, Rational(1), 0, 1920, 1080), (1920, 1080, Rational(1), 180, 1920, 1080),
      // A phone held upright codes a lying picture.
      (1920, 1080, Rational(1), 90, 1080, 1920), (1920, 1080, Rational(1), 270, 1080, 1920),
      // Anamorphic PAL and HDV.
      (720, 576, Rational(64, 45), 0, 1024, 576), (1440, 1080, Rational(4, 3), 0, 1920, 1080),
      (1440, 1080, Rational(4, 3), 90, 1080, 1920),
    ] as [(Int, Int, Rational, Int, Int, Int)])
  func `a viewer sees square pixels, upright`(
    width: Int, height: Int, aspect: Rational, turned: Int, seenWidth: Int, seenHeight: Int
  ) {
    let video = stream(width, height, aspect: aspect, turned: turned)
    #expect(video.displaySize == PixelSize(width: seenWidth, height: seenHeight))
    #expect(abs(video.displayAspect - Double(seenWidth) / Double(seenHeight)) < 1e-9)
    let coded = turned % 180 == 0 ? video.displayAspect : 1 / video.displayAspect
    #expect(abs(video.codedAspect - coded) < 1e-9)
  }

  @Test func `a stream without a height has an aspect all the same`() {
    #expect(stream(1920, 0).codedAspect.isFinite)
  }

  @Test(arguments: [(0, false), (90, true), (180, false), (270, true)])
  func `a quarter turn swaps the axes`(degrees: Int, swaps: Bool) {
    #expect(Orientation(clockwise: degrees).swapsAxes == swaps)
  }

  @Test(arguments: [
    ("smpte2084", true), ("arib-std-b67", true), ("bt709", false), (nil, false),
  ])
  func `PQ and HLG are high dynamic range`(transfer: String?, isHigh: Bool) {
    #expect(ColorDescription(transfer: transfer).isHighDynamicRange == isHigh)
  }

  @Test func `JSON keeps all that is known of a file`() throws {
    var video = stream(3840, 2160, aspect: Rational(4, 3), turned: 90)
    video.orientation.isMirrored = true
    video.bitDepth = 10
    video.color = ColorDescription(
      primaries: "bt2020", transfer: "arib-std-b67", matrix: "bt2020nc", isFullRange: true)
    video.isInterlaced = true
    video.frameCount = 12
    let info = MediaInfo(
      container: "mov", duration: MediaTime(seconds: 4), video: video,
      audio: AudioStream(codec: "aac", sampleRate: 48_000, channels: 2),
      captureTime: CaptureTime("2026-07-01T12:00:00.000000+0200", zone: .unknown),
      camera: "A B", highlights: [MediaTime(seconds: 1)], montagedTag: "0.1.0 abc")
    #expect(try Coding.roundTrip(info) == info)
  }

  @Test func `what a file does not say stays unsaid`() throws {
    let info = MediaInfo(container: "flac")
    #expect(try Coding.json(info) == "{\"container\":\"flac\"}")
    #expect(try Coding.roundTrip(info) == info)
  }

  @Test(arguments: [
    "{}", "{\"container\":1}", "{\"container\":\"mov\",\"video\":{}}",
    "{\"container\":\"mov\",\"duration\":4}",
    "{\"container\":\"mov\",\"audio\":{\"codec\":\"aac\"}}",
  ])
  func `JSON that says less than a file must is refused`(json: String) {
    #expect(Coding.refuses(MediaInfo.self, json))
  }

  @Test func `a size reads as people write it`() {
    #expect(PixelSize(width: 1920, height: 1080).description == "1920x1080")
  }
}
