// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import FFmpeg

struct OverlayPictureTests {
  static func overlay(_ width: Int, _ height: Int, x: Int, y: Int) -> Overlay {
    Overlay(
      bitmap: ContentKey("t"), size: PixelSize(width: width, height: height), x: x, y: y,
      frames: FrameSpan(start: 0, count: 1))
  }

  private let canvas = PixelSize(width: 16, height: 10)

  private func picture(_ overlay: Overlay, pixel: [UInt8]) -> OverlayPicture {
    let pixels = (0..<(overlay.size.width * overlay.size.height)).flatMap { _ in pixel }
    return OverlayPicture(overlay, pixels: pixels, canvas: canvas)
  }

  @Test(arguments: [
    ([255, 255, 255, 255], [235, 128, 128]), ([0, 0, 0, 255], [16, 128, 128]),
    ([255, 0, 0, 255], [63, 102, 240]), ([0, 0, 255, 255], [32, 240, 118]),
  ])
  func `opaque colours become BT 709`(pixel: [UInt8], codes: [Int]) {
    let made = picture(Self.overlay(2, 2, x: 2, y: 2), pixel: pixel)
    #expect(made.covers == [[256, 256, 256, 256], [256], [256]])
    for plane in 0..<3 {
      #expect(made.codes[plane].allSatisfy { abs((Int($0) + 128) / 256 - codes[plane]) == 0 })
    }
  }

  @Test func `what lies outside of the canvas is left out`() {
    let made = picture(Self.overlay(40, 40, x: -10, y: -7), pixel: [9, 9, 9, 9])
    #expect((made.x, made.y, made.width, made.height) == (0, 0, 16, 10))
    let gone = picture(Self.overlay(4, 4, x: 16, y: 20), pixel: [9, 9, 9, 9])
    #expect(gone.width == 0 || gone.height == 0)
    let before = picture(Self.overlay(4, 4, x: -4, y: -9), pixel: [9, 9, 9, 9])
    #expect(before.width == 0 || before.height == 0)
  }

  @Test func `on an odd pixel it covers a quarter of a block of colour`() {
    let made = picture(Self.overlay(1, 1, x: 3, y: 5), pixel: [255, 255, 255, 255])
    #expect((made.x, made.y, made.width, made.height) == (2, 4, 2, 2))
    #expect(made.covers == [[0, 0, 0, 256], [64], [64]])
  }

  @Test func `colours above their alpha do no harm`() {
    let made = picture(Self.overlay(2, 2, x: 0, y: 0), pixel: [255, 255, 255, 0])
    #expect(made.covers.allSatisfy { $0.allSatisfy { $0 == 0 } })
    #expect(made.codes.allSatisfy { $0.allSatisfy { $0 == 0 } })
  }
}
