// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import PlanningExamples
internal import Testing

struct CanvasRuleTests {
  private func footage(
    _ width: Int, _ height: Int, rate: Rational = Rational(30), turned: Int = 0,
    sampleAspect: Rational = Rational(1), seconds: Double = 10
  ) -> FootageAnalysis {
    FootageAnalysis(
      info: Files.info(
        width: width, height: height, rate: rate, turned: turned, sampleAspect: sampleAspect),
      duration: MediaTime(seconds: seconds), decodedFrames: 1, decodeFailures: 0, shots: [])
  }

  @Test(arguments: [
    (Rational(24000, 1001), Rational(24000, 1001)), (Rational(24), Rational(24)),
    (Rational(25), Rational(25)), (Rational(50), Rational(25)), (Rational(100), Rational(25)),
    (Rational(30), Rational(30)), (Rational(30000, 1001), Rational(30000, 1001)),
    (Rational(60), Rational(30)), (Rational(60000, 1001), Rational(30000, 1001)),
    (Rational(120), Rational(30)), (Rational(240), Rational(30)), (Rational(48), Rational(24)),
    (Rational(15), Rational(30)), (Rational(25, 2), Rational(25)),
    (Rational(2985, 100), Rational(30)), (Rational(20), Rational(24)), (Rational(0), Rational(30)),
  ])
  func `each rate has its family`(rate: Rational, house: Rational) {
    #expect(CanvasRule().format(for: [footage(1920, 1080, rate: rate)]).frameRate == house)
  }

  @Test func `seconds decide on the rate, not files`() {
    let files = [
      footage(1920, 1080, rate: Rational(60), seconds: 5),
      footage(1920, 1080, rate: Rational(60), seconds: 5),
      footage(1920, 1080, rate: Rational(50), seconds: 60),
    ]
    #expect(CanvasRule().format(for: files).frameRate == Rational(25))
  }

  @Test(arguments: [
    ((1920, 1080, 0), (1920, 1080)), ((1280, 720, 0), (1280, 720)), ((720, 576, 0), (1280, 720)),
    ((3840, 2160, 0), (1920, 1080)), ((1920, 1080, 90), (1080, 1920)),
    ((1080, 1920, 0), (1080, 1920)), ((1080, 1080, 0), (1080, 1080)), ((640, 640, 0), (720, 720)),
    ((1440, 1080, 0), (1920, 1080)), ((1920, 1036, 0), (1920, 1080)),
  ])
  func `sizes snap to standard ones`(source: (Int, Int, Int), canvas: (Int, Int)) {
    let format = CanvasRule().format(for: [footage(source.0, source.1, turned: source.2)])
    #expect(format.canvas == PixelSize(width: canvas.0, height: canvas.1))
  }

  @Test func `pixels that are not square count as seen`() {
    // 720x576 with pixels 64:45 is a 16:9 picture.
    let square = footage(1080, 1080, sampleAspect: Rational(16, 9))
    #expect(CanvasRule().format(for: [square]).canvas == PixelSize(width: 1920, height: 1080))
  }

  @Test func `4K is taken when allowed and most footage has it`() {
    let rule = CanvasRule(largestShortSide: 2160)
    let large = footage(3840, 2160, seconds: 20)
    let usual = footage(1920, 1080, seconds: 30)
    #expect(rule.format(for: [large]).canvas == PixelSize(width: 3840, height: 2160))
    #expect(rule.format(for: [large, usual]).canvas == PixelSize(width: 1920, height: 1080))
  }

  @Test func `the majority's direction wins`() {
    let upright = footage(1080, 1920, seconds: 20)
    let wide = footage(1920, 1080, seconds: 19)
    #expect(
      CanvasRule().format(for: [upright, wide]).canvas == PixelSize(width: 1080, height: 1920))
  }

  @Test func `the user's word wins`() {
    let wide = [footage(1920, 1080)]
    let tall = CanvasRule(aspect: Rational(9, 16)).format(for: wide)
    #expect(tall.canvas == PixelSize(width: 1080, height: 1920))
    let cinema = CanvasRule(aspect: Rational(239, 100), height: 817, frameRate: Rational(24))
      .format(for: wide)
    #expect(cinema.canvas == PixelSize(width: 1952, height: 818))
    #expect(cinema.frameRate == Rational(24))
    #expect(
      CanvasRule(height: 2160).format(for: wide).canvas == PixelSize(width: 3840, height: 2160))
  }

  @Test func `without footage there is a canvas too`() {
    let format = CanvasRule().format(for: [])
    #expect(format.canvas == PixelSize(width: 1920, height: 1080))
    #expect(format.frameRate == Rational(30))
  }
}
