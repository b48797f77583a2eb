// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import TestSupport
internal import Testing

struct SharpnessTests {
  /// Bars whose edges are this many pixels wide.
  private func bars(edge: Double, from dark: Double = 50, to light: Double = 200) -> GrayImage {
    var image = GrayImage(width: 480, height: 270)
    for row in 0..<270 {
      for column in 0..<480 {
        // Distance to the nearest of the edges, which lie 40 pixels apart both ways.
        let across = 20 - abs(Double((column + 7) % 80) - 40)
        let down = 20 - abs(Double((row + 11) % 80) - 40)
        let share =
          min(max(across / edge + 0.5, 0), 1) * 0.5 + min(max(down / edge + 0.5, 0), 1) * 0.5
        image.pixels[row * 480 + column] = UInt8((dark + (light - dark) * share).rounded())
      }
    }
    return image
  }

  @Test func `the blurrier, the less sharp`() throws {
    let values = try [1.0, 3, 6, 10, 14].map { edge in
      try #require(Sharpness.measure(bars(edge: edge)))
    }
    for (sharper, softer) in zip(values, values.dropFirst()) { #expect(sharper > softer) }
    #expect(values[0] > 0.45)
    #expect(values[4] < 0.15)
  }

  @Test func `the value is about the inverse width of edges`() throws {
    let value = try #require(Sharpness.measure(bars(edge: 6)))
    // Strips that cut an edge see it lower than it is, and so steeper.
    #expect((1 / 6.0...1 / 4.0).contains(value))
  }

  @Test func `gain and noise hardly count`() throws {
    let picture = bars(edge: 4)
    let plain = try #require(Sharpness.measure(picture))
    let bright = try #require(Sharpness.measure(bars(edge: 4, from: 30, to: 240)))
    #expect(abs(bright - plain) < 0.1 * plain)
    var random = SeededRandom(3)
    var noisy = picture
    for index in noisy.pixels.indices {
      let noise = (0..<4).reduce(0) { sum, _ in sum + Int.random(in: -6...6, using: &random) }
      noisy.pixels[index] = UInt8(min(max(Int(picture.pixels[index]) + noise, 0), 255))
    }
    let value = try #require(Sharpness.measure(noisy))
    #expect(abs(value - plain) < 0.2 * plain)
  }

  @Test(arguments: [PixelSize(width: 480, height: 270), PixelSize(width: 8, height: 2)])
  func `a flat or tiny picture has no sharpness`(size: PixelSize) {
    let image = GrayImage(width: size.width, height: size.height, filledWith: 90)
    #expect(Sharpness.measure(image) == nil)
  }
}
