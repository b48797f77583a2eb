// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct HouseFormatTests {
  private let format = HouseFormat(
    canvas: PixelSize(width: 1080, height: 1920), frameRate: Rational(30_000, 1001), fit: .crop,
    quality: 17)

  @Test func `JSON keeps a format`() throws {
    #expect(try Coding.roundTrip(format) == format)
    #expect(
      try Coding.json(format)
        == "{\"canvas\":{\"height\":1920,\"width\":1080},\"fit\":\"crop\",\"frameRate\":\"30000/1001\",\"quality\":17}"
    )
  }

  @Test func `unless told, pictures are fitted over a blur at the house's quality`() {
    let plain = HouseFormat(canvas: PixelSize(width: 2, height: 2), frameRate: Rational(25))
    #expect(plain.fit == .blur)
    #expect(plain.quality == 20)
  }

  @Test(arguments: ["stretch", "Blur", ""])
  func `an unknown fit is refused`(word: String) throws {
    let json = try Coding.json(format).replacing("crop", with: word)
    #expect(Coding.refuses(HouseFormat.self, json))
  }

  @Test func `a format without its canvas is refused`() {
    #expect(
      Coding.refuses(HouseFormat.self, "{\"fit\":\"blur\",\"frameRate\":\"30\",\"quality\":20}"))
  }

  @Test func `a format without focus and look is one of before`() throws {
    var later = format
    later.focus = .left
    later.look = "ab"
    #expect(try Coding.roundTrip(later) == later)
    let json = try Coding.json(format)
    #expect(!json.contains("focus") && !json.contains("look"))
    #expect(try Coding.value(HouseFormat.self, json) == format)
    #expect(!later.joins(format) && !format.joins(later))
  }

  @Test(arguments: [
    (PixelSize(width: 1920, height: 1080), PixelSize(width: 960, height: 540)),
    (PixelSize(width: 1080, height: 1920), PixelSize(width: 540, height: 960)),
    (PixelSize(width: 640, height: 360), PixelSize(width: 640, height: 360)),
    (PixelSize(width: 4096, height: 2160), PixelSize(width: 1024, height: 540)),
  ])
  func `a draft has few lines and the same shape`(canvas: PixelSize, small: PixelSize) {
    let format = HouseFormat(canvas: canvas, frameRate: Rational(25), quality: 20)
    #expect(format.draft.canvas == small)
    #expect(format.draft.quality == 26)
    #expect(format.draft.frameRate == format.frameRate)
    #expect(HouseFormat(canvas: canvas, frameRate: Rational(25), quality: 28).draft.quality == 28)
  }
}
