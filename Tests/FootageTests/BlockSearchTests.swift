// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Footage
internal import Media
internal import Testing

struct BlockSearchTests {
  private let scene = Scene(seed: 5, spread: 60, cycles: 4...12)

  /// The scene moved by whole samples.
  private func plane(right: Int = 0, down: Int = 0) -> LumaPlane {
    let step = 1 / Double(LumaPlane.width)
    return LumaPlane(
      scene.image(FootagePicture.lumaSize, Double(right) * step, Double(down) * step))
  }

  private func compare(_ earlier: LumaPlane, _ later: LumaPlane, radius: Int) -> BlockComparison {
    SearchArea(earlier, radius: radius).compare(later)
  }

  @Test func `nothing remains of a picture that stands still`() {
    let result = compare(plane(), plane(), radius: 3)
    #expect(result.difference == 0)
    #expect(result.replacedShare == 0)
    #expect(result.unexplained == 0)
  }

  @Test(arguments: [(1, 0), (0, 2), (3, -3), (-2, 1)])
  func `motion within reach is explained, but for the edges`(right: Int, down: Int) {
    let (still, moved) = (plane(), plane(right: right, down: down))
    let found = compare(still, moved, radius: 3)
    #expect(found.difference < still.difference(from: moved) / 3)
    #expect(found.unexplained < 0.25)
    // Blocks away from the edges are found whole; what is left is the way, a twentieth a step.
    let way = Float(abs(right) + abs(down)) / 20
    for row in 1..<5 {
      for column in 1..<7 { #expect(found.residual[row * 8 + column] <= way + 0.6) }
    }
  }

  @Test func `motion out of reach is not`() {
    let found = compare(plane(), plane(right: 12), radius: 3)
    #expect(found.difference > 3 * compare(plane(), plane(right: 3), radius: 3).difference)
  }

  @Test func `another picture is unexplained`() {
    let other = LumaPlane(Scene(seed: 6, spread: 60, cycles: 4...12).image(FootagePicture.lumaSize))
    let found = compare(plane(), other, radius: 3)
    #expect(found.replacedShare > 0.5)
    #expect(found.unexplained > 0.4)
  }

  @Test func `light that changes is a residual, but no new structure`() {
    let image = scene.image(FootagePicture.lumaSize)
    let brighter = LumaPlane(image.mapped { $0 + 30 })
    let found = compare(LumaPlane(image), brighter, radius: 3)
    #expect(found.difference > 5)
    #expect(found.unexplained < 0.1)
    #expect(found.replacedShare < 0.1)
  }

  @Test func `black against white does not overflow`() {
    func plain(_ code: UInt8) -> LumaPlane {
      LumaPlane(GrayImage(width: 64, height: 36, filledWith: code))
    }
    #expect(compare(plain(0), plain(255), radius: 4).difference == 255)
    #expect(compare(plain(255), plain(0), radius: 4).difference == 255)
  }
}
