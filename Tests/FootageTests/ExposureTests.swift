// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import Testing

struct ExposureTests {
  @Test(arguments: [
    Flat(code: 16, mean: 0, shadows: 1),
    Flat(code: 235, mean: 1, highlights: 1),
    Flat(code: 126, mean: 110.0 / 219),
    Flat(code: 0, isFullRange: true, mean: 0, shadows: 1),
    Flat(code: 255, isFullRange: true, mean: 1, highlights: 1),
    Flat(code: 20, isFullRange: true, mean: 20.0 / 255),
    Flat(code: 235, isFullRange: true, mean: 235.0 / 255),
  ])
  func `a picture of one code`(flat: Flat) {
    let image = GrayImage(width: 160, height: 90, filledWith: flat.code)
    let exposure = Exposure(
      of: image, in: ActiveArea(of: image), isFullRange: flat.isFullRange)
    #expect(abs(exposure.mean - flat.mean) < 1e-9)
    #expect(exposure.shadows == flat.shadows)
    #expect(exposure.highlights == flat.highlights)
    #expect(exposure.contrast == 0)
  }

  struct Flat: Sendable {
    var code: UInt8
    var isFullRange = false
    var mean: Double
    var shadows = 0.0
    var highlights = 0.0
  }

  @Test func `a ramp has the contrast of its middle nine tenths`() {
    var image = GrayImage(width: 160, height: 90)
    for index in image.pixels.indices {
      image.pixels[index] = UInt8(16 + 219 * (index % 160) / 159)
    }
    let exposure = Exposure(of: image, in: ActiveArea(of: image), isFullRange: false)
    #expect(abs(exposure.mean - 0.5) < 0.01)
    #expect(abs(exposure.contrast - 0.9) < 0.02)
  }

  @Test func `shares of dark and light`() {
    var image = GrayImage(width: 160, height: 90, filledWith: 128)
    for row in 0..<90 {
      for column in 0..<40 { image[column, row] = 18 }
      for column in 144..<160 { image[column, row] = 240 }
    }
    let exposure = Exposure(of: image, in: ActiveArea(of: image), isFullRange: false)
    #expect(exposure.shadows == 0.25)
    #expect(exposure.highlights == 0.1)
  }

  @Test func `black bars do not count`() {
    var image = GrayImage(width: 160, height: 90, filledWith: 126)
    for row in 0..<90 where row < 11 || row >= 79 {
      for column in 0..<160 { image[column, row] = 16 }
    }
    let exposure = Exposure(of: image, in: ActiveArea(inside: image), isFullRange: false)
    #expect(exposure.shadows == 0)
    #expect(abs(exposure.mean - 110.0 / 219) < 1e-9)
  }
}
