// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Media
internal import TestSupport

/// A texture of known content, sampled at any place, from which pictures with known motion are made.
///
/// It is a sum of waves, none shorter than five samples of the smallest picture, so nothing aliases.
struct Scene {
  private let waves: [Wave]
  private let tint: UInt8
  /// Mean and spread of its codes.
  private let level: Double
  private let spread: Double

  init(seed: UInt64, level: Double = 120, spread: Double = 45, cycles: ClosedRange<Double> = 2...12)
  {
    var random = SeededRandom(seed)
    waves = (0..<8).map { lane in
      // Posts, layers and patches, as in most pictures.
      Wave(
        across: lane == 2 || lane == 3 ? 0 : Double.random(in: cycles, using: &random),
        down: lane < 2 ? 0 : Double.random(in: cycles, using: &random),
        phase: SIMD2(
          Double.random(in: 0...6.28, using: &random), Double.random(in: 0...6.28, using: &random)))
    }
    tint = UInt8(128 + Int(seed % 3) * 6)
    self.level = level
    self.spread = spread
  }

  /// The scene as the analysis sees it, from a camera at this place in widths of the picture.
  func picture(x: Double = 0, y: Double = 0, withOverview: Bool = false) -> FootagePicture {
    var picture = FootagePicture()
    picture.luma = image(FootagePicture.lumaSize, x, y)
    if withOverview { picture.overview = image(FootagePicture.overviewSize, x, y) }
    picture.blue = GrayImage(
      width: FootagePicture.chromaSize.width, height: FootagePicture.chromaSize.height,
      filledWith: tint)
    picture.red = picture.blue
    return picture
  }

  func image(_ size: PixelSize, _ x: Double = 0, _ y: Double = 0) -> GrayImage {
    var image = GrayImage(width: size.width, height: size.height)
    let scale = 1 / Double(size.width)
    let gain = spread / (Double(waves.count) / 4).squareRoot()
    let columns = (0..<size.width).map { column in
      lanes { $0.across * (x + (Double(column) + 0.5) * scale) * 6.28 + $0.phase.x } * gain
    }
    for row in 0..<size.height {
      let line = lanes { $0.down * (y + (Double(row) + 0.5) * scale) * 6.28 + $0.phase.y }
      for column in 0..<size.width {
        let value = level + (columns[column] * line).sum()
        image.pixels[row * size.width + column] = UInt8(min(max(value, 0), 255).rounded())
      }
    }
    return image
  }

  private func lanes(_ angle: (Wave) -> Double) -> SIMD8<Double> {
    var result = SIMD8<Double>.zero
    for (lane, wave) in waves.enumerated() { result[lane] = cos(angle(wave)) }
    return result
  }

  private struct Wave {
    let across: Double
    let down: Double
    let phase: SIMD2<Double>
  }
}

/// Pictures derived from others.
extension FootagePicture {
  /// A picture of one luma code.
  static func plain(_ code: UInt8) -> FootagePicture {
    var picture = FootagePicture()
    for index in picture.luma.pixels.indices { picture.luma.pixels[index] = code }
    for index in picture.overview.pixels.indices { picture.overview.pixels[index] = code }
    for index in picture.blue.pixels.indices {
      picture.blue.pixels[index] = 128
      picture.red.pixels[index] = 128
    }
    return picture
  }

  /// Samples of `other` where `takes` says so, of a place 0...1 across and down, mixed by its share.
  func mixed(with other: FootagePicture, _ share: (Double, Double) -> Double) -> FootagePicture {
    var picture = self
    picture.luma = luma.mixed(with: other.luma, share)
    picture.overview = overview.mixed(with: other.overview, share)
    picture.blue = blue.mixed(with: other.blue, share)
    picture.red = red.mixed(with: other.red, share)
    return picture
  }

  /// All luma codes changed, within 0 to 255.
  func mapped(_ change: (Double) -> Double) -> FootagePicture {
    var picture = self
    picture.luma = luma.mapped(change)
    picture.overview = overview.mapped(change)
    return picture
  }
}

extension GrayImage {
  func mixed(with other: GrayImage, _ share: (Double, Double) -> Double) -> GrayImage {
    var image = self
    for row in 0..<height {
      for column in 0..<width {
        let part = share(Double(column) / Double(width), Double(row) / Double(height))
        let value = Double(self[column, row]) * (1 - part) + Double(other[column, row]) * part
        image[column, row] = UInt8(value.rounded())
      }
    }
    return image
  }

  func mapped(_ change: (Double) -> Double) -> GrayImage {
    var image = self
    for index in pixels.indices {
      image.pixels[index] = UInt8(min(max(change(Double(pixels[index])), 0), 255).rounded())
    }
    return image
  }
}

/// Pictures one after another with the boundaries that a detector finds in them.
struct Reel {
  private(set) var pictures: [FootagePicture] = []

  mutating func add(_ picture: FootagePicture, times: Int = 1) {
    for _ in 0..<times { pictures.append(picture) }
  }

  /// Adds `count` pictures of a camera that drifts over a scene, a little each time.
  mutating func add(
    _ scene: Scene, _ count: Int, drift: Double = 0.002, withOverview: Bool = false
  ) {
    for number in 0..<count {
      pictures.append(scene.picture(x: Double(number) * drift, withOverview: withOverview))
    }
  }

  /// The reel at a constant rate.
  func timed(_ rate: Rational = Rational(25)) -> [FootagePicture] {
    pictures.enumerated().map { number, picture in
      var picture = picture
      picture.time = MediaTime(frame: number, rate: rate)
      return picture
    }
  }
}
