// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// A bitmap in house form where it lies on the canvas, ready to be laid over pictures.
package struct OverlayPicture: Sendable {
  /// The part of the canvas that it covers, on even pixels because chroma stands for pairs.
  let x: Int
  let y: Int
  let width: Int
  let height: Int
  /// For luma, blue and red difference: how much it covers, 0 to 256, and its code times 256, multiplied by that.
  private(set) var covers: [[UInt16]]
  private(set) var codes: [[UInt16]]

  /// `pixels` are the overlay's rows of premultiplied RGBA.
  package init(_ overlay: Overlay, pixels: [UInt8], canvas: PixelSize) {
    precondition(pixels.count == overlay.byteCount, "a bitmap has its size")
    x = max(overlay.x, 0) & ~1
    y = max(overlay.y, 0) & ~1
    let right = min(overlay.x + overlay.size.width + 1, canvas.width) & ~1
    let bottom = min(overlay.y + overlay.size.height + 1, canvas.height) & ~1
    width = max(right - x, 0)
    height = max(bottom - y, 0)
    let area = width * height
    covers = [area, area / 4, area / 4].map { [UInt16](repeating: 0, count: $0) }
    codes = covers
    for row in stride(from: 0, to: height, by: 2) {
      for column in stride(from: 0, to: width, by: 2) {
        set(column, row, from: overlay, pixels)
      }
    }
  }

  /// One block of four pixels.
  private mutating func set(
    _ column: Int, _ row: Int, from overlay: Overlay, _ pixels: [UInt8]
  ) {
    var sum = SIMD4<Int>(repeating: 0)
    for index in 0..<4 {
      let (left, top) = (column + index % 2, row + index / 2)
      let (i, j) = (x + left - overlay.x, y + top - overlay.y)
      guard i >= 0, j >= 0, i < overlay.size.width, j < overlay.size.height else { continue }
      let start = 4 * (j * overlay.size.width + i)
      let alpha = Int(pixels[start + 3])
      // Colours above their alpha would wrap around.
      let pixel = SIMD4(
        min(Int(pixels[start]), alpha), min(Int(pixels[start + 1]), alpha),
        min(Int(pixels[start + 2]), alpha), alpha)
      sum &+= pixel
      place(HouseCode(pixel, of: 255).luma, alpha, of: 255, plane: 0, at: top * width + left)
    }
    let code = HouseCode(sum, of: 4 * 255)
    let place = row / 2 * (width / 2) + column / 2
    self.place(code.blue, sum.w, of: 4 * 255, plane: 1, at: place)
    self.place(code.red, sum.w, of: 4 * 255, plane: 2, at: place)
  }

  private mutating func place(_ code: Double, _ alpha: Int, of full: Int, plane: Int, at index: Int)
  {
    covers[plane][index] = UInt16((256 * alpha + full / 2) / full)
    codes[plane][index] = UInt16(max(0, (256 * code).rounded()))
  }
}

/// BT.709 codes in limited range of premultiplied red, green, blue and alpha; premultiplied as well.
private struct HouseCode {
  let luma: Double
  let blue: Double
  let red: Double

  init(_ pixel: SIMD4<Int>, of full: Int) {
    let scale = 1 / Double(full)
    let (r, g, b) = (Double(pixel.x) * scale, Double(pixel.y) * scale, Double(pixel.z) * scale)
    let alpha = Double(pixel.w) * scale
    let light = 0.2126 * r + 0.7152 * g + 0.0722 * b
    luma = 16 * alpha + 219 * light
    blue = 128 * alpha + 224 * (b - light) / 1.8556
    red = 128 * alpha + 224 * (r - light) / 1.5748
  }
}
