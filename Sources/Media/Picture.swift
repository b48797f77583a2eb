// SPDX-License-Identifier: GPL-3.0-or-later

/// A packed 8-bit picture of one plane, row after row; reused from frame to frame.
package struct GrayImage: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// `width * height` samples, 0 to 255.
  package var pixels: [UInt8]

  package init(width: Int, height: Int, filledWith value: UInt8 = 0) {
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: value, count: width * height)
  }

  /// The sample in column `x` of row `y`.
  package subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }
}

/// One frame of footage, reduced to what the measures need; raw codes, no range conversion.
package struct FootagePicture: Sendable {
  /// Time from the first displayed frame of the file.
  package var time: MediaTime
  /// Luma by area mean: what shots are found on.
  package var luma: GrayImage
  /// Blue and red difference by area mean.
  package var blue: GrayImage
  package var red: GrayImage
  /// Larger luma by area mean: contrast and camera motion.
  package var overview: GrayImage
  /// Luma as coded, for focus; on about one frame a second (key frames), nil on the others.
  package var detail: GrayImage?
  package var isKeyFrame: Bool
  /// Full-range codes (0 to 255 instead of 16 to 235).
  package var isFullRange: Bool

  /// An empty picture of the sizes that the measures expect.
  package init() {
    time = .zero
    luma = GrayImage(width: Self.lumaSize.width, height: Self.lumaSize.height)
    blue = GrayImage(width: Self.chromaSize.width, height: Self.chromaSize.height)
    red = GrayImage(width: Self.chromaSize.width, height: Self.chromaSize.height)
    overview = GrayImage(width: Self.overviewSize.width, height: Self.overviewSize.height)
    detail = nil
    isKeyFrame = false
    isFullRange = false
  }

  package static let lumaSize = PixelSize(width: 64, height: 36)
  package static let chromaSize = PixelSize(width: 16, height: 9)
  package static let overviewSize = PixelSize(width: 160, height: 90)
}
