// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import Testing

struct CameraMotionTests {
  private let scene = Scene(seed: 11)

  @Test(arguments: [0.05, 0.2, 0.5, 1, 3, 8], [25, 30, 120])
  func `a drift is measured whatever the frame rate`(percent: Double, rate: Int) throws {
    var camera = CameraMotion(aspect: 16.0 / 9)
    var found: [SIMD2<Double>] = []
    for number in 0..<10 {
      // `percent` of the width in 1/30 s.
      let place = percent / 100 * 30 * Double(number) / Double(rate)
      let image = scene.image(FootagePicture.overviewSize, place, place / 2)
      let time = MediaTime(frame: number, rate: Rational(Int64(rate)))
      if let movement = camera.measure(image, at: time) { found.append(movement.velocity) }
    }
    let mean = found.reduce(.zero, +) / Double(max(found.count, 1))
    // The picture goes the other way than the camera.
    #expect(abs(mean.x + percent) < 0.05 + 0.1 * percent)
    #expect(abs(mean.y + percent / 2) < 0.05 + 0.1 * percent)
  }

  @Test func `copies of a picture are left out`() throws {
    var camera = CameraMotion(aspect: 16.0 / 9)
    var found: [Movement] = []
    for number in 0..<12 {
      let image = scene.image(FootagePicture.overviewSize, 0.01 * Double(number / 2))
      let time = MediaTime(frame: number, rate: Rational(30))
      if let movement = camera.measure(image, at: time) { found.append(movement) }
    }
    #expect(found.count == 5)
    #expect(found.allSatisfy { abs($0.velocity.x + 0.5) < 0.1 })
  }

  @Test func `there is no motion across a gap or in a flat picture`() {
    var camera = CameraMotion(aspect: 16.0 / 9)
    let size = FootagePicture.overviewSize
    #expect(camera.measure(scene.image(size), at: .zero) == nil)
    #expect(camera.measure(scene.image(size, 0.01), at: MediaTime(seconds: 1)) == nil)
    let flat = GrayImage(width: size.width, height: size.height, filledWith: 40)
    #expect(camera.measure(flat, at: MediaTime(seconds: 1.03)) == nil)
    #expect(camera.measure(flat.mapped { $0 + 9 }, at: MediaTime(seconds: 1.06)) == nil)
  }

  @Test func `light that changes is no motion`() throws {
    var camera = CameraMotion(aspect: 16.0 / 9)
    let image = scene.image(FootagePicture.overviewSize)
    _ = camera.measure(image, at: .zero)
    let brighter = image.mapped { $0 * 1.05 + 4 }
    let found = camera.measure(brighter, at: MediaTime(seconds: 1.0 / 30))
    let movement = try #require(found)
    #expect(abs(movement.velocity.x) < 0.05)
    #expect(abs(movement.velocity.y) < 0.05)
  }
}
