// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import TestSupport
internal import Testing

struct PerceptualHashTests {
  private let image = Scene(seed: 21, cycles: 0.3...4).image(FootagePicture.overviewSize)

  @Test func `light, coding noise and a small crop leave most bits`() throws {
    let hash = try #require(measure(image))
    var random = SeededRandom(5)
    let coarse = image.mapped {
      ($0 / 12).rounded() * 12 + Double(Int.random(in: -5...5, using: &random))
    }
    #expect(distance(hash, try #require(measure(coarse))) <= 4)
    #expect(distance(hash, try #require(measure(image.mapped { $0 * 0.8 + 15 }))) <= 2)
    var area = ActiveArea(of: image)
    area.columns = 3..<157
    area.rows = 2..<88
    #expect(distance(hash, try #require(PerceptualHash.measure(image, in: area))) <= 12)
  }

  @Test func `a letterboxed picture has the hash of its middle`() throws {
    var boxed = image
    for row in 0..<90 where row < 12 || row >= 78 {
      for column in 0..<160 { boxed[column, row] = 16 }
    }
    var area = ActiveArea(of: image)
    area.rows = 12..<78
    let wanted = try #require(PerceptualHash.measure(image, in: area))
    #expect(measure(boxed) == wanted)
  }

  @Test func `other pictures have other hashes`() throws {
    let hashes = try (30..<42).map { seed in
      try #require(measure(Scene(seed: seed, cycles: 0.3...4).image(FootagePicture.overviewSize)))
    }
    for (index, left) in hashes.enumerated() {
      for right in hashes[..<index] { #expect(distance(left, right) > 14) }
    }
  }

  @Test(arguments: [0, 16, 128, 255])
  func `a flat picture has none`(code: Int) {
    #expect(measure(GrayImage(width: 160, height: 90, filledWith: UInt8(code))) == nil)
  }

  private func measure(_ image: GrayImage) -> UInt64? {
    PerceptualHash.measure(image, in: ActiveArea(inside: image))
  }

  private func distance(_ left: UInt64, _ right: UInt64) -> Int { (left ^ right).nonzeroBitCount }
}
