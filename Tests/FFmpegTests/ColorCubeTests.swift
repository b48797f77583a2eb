// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import FFmpeg

struct ColorCubeTests {
  /// A table of two entries a side, which `change` makes of the corner's colour.
  static func text(
    head: String = "", size: Int = 2, _ change: (Double, Double, Double) -> [Double]
  ) -> String {
    var text = head + "LUT_3D_SIZE \(size)\n"
    let all = (0..<size).map { Double($0) / Double(size - 1) }
    for blue in all {
      for green in all {
        for red in all {
          text += change(red, green, blue).map { "\($0)" }.joined(separator: " ") + "\n"
        }
      }
    }
    return text
  }

  private func cube(_ text: String) throws(ColorCube.Fault) -> ColorCube {
    try ColorCube(Array(text.utf8))
  }

  private func isNear(_ one: SIMD3<Float>, _ other: SIMD3<Float>) -> Bool {
    let distance = one - other
    return max(abs(distance.x), abs(distance.y), abs(distance.z)) < 1e-5
  }

  @Test(arguments: [2, 3, 17])
  func `a table that changes nothing changes nothing`(size: Int) throws {
    let cube = try cube(Self.text(size: size) { [$0, $1, $2] })
    for color in [SIMD3<Float>(0, 0, 0), [1, 1, 1], [0.2, 0.7, 0.35], [0.9, 0.1, 0.9]] {
      #expect(isNear(cube.color(color), color))
    }
    #expect(isNear(cube.color([-1, 0.5, 7]), [0, 0.5, 1]))
  }

  @Test func `red changes fastest`() throws {
    let cube = try cube(Self.text { red, green, blue in [blue, red, green] })
    #expect(isNear(cube.color([0.1, 0.2, 0.3]), [0.3, 0.1, 0.2]))
  }

  @Test func `titles, comments, domains and strange line ends are understood`() throws {
    let head = "# by hand\r\nTITLE \"a b\"\r\n\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 2.0 2 2 # wide\n"
    let cube = try cube(Self.text(head: head) { [$0, $1, $2] })
    #expect(isNear(cube.color([1, 2, 0.5]), [0.5, 1, 0.25]))
    let range = try self.cube(Self.text(head: "LUT_3D_INPUT_RANGE -1 1\n") { [$0, $1, $2] })
    #expect(isNear(range.color([0, 1, -1]), [0.5, 1, 0]))
  }

  @Test func `what is no table is refused with the reason`() {
    let good = Self.text { [$0, $1, $2] }
    let faults: [(String, ColorCube.Fault)] = [
      ("", .size), ("\u{0}\u{1}", .size), ("0 0 0\n", .size), ("LUT_3D_SIZE 66\n", .size),
      ("LUT_3D_SIZE 1\n", .size), ("LUT_3D_SIZE 2 2\n", .size),
      ("LUT_1D_SIZE 4\n", .oneDimensional), (good + "0 0 0\n", .line(10)),
      (good.replacing("1.0 1.0 1.0\n", with: ""), .entries(7, wanted: 8)),
      (good.replacing("1.0 1.0 1.0", with: "1.0 nan 1.0"), .line(9)),
      (good.replacing("1.0 1.0 1.0", with: "1.0 1.0"), .line(9)),
      (good.replacing("1.0 1.0 1.0", with: "1.0 1e9 1.0"), .line(9)),
      ("DOMAIN_MAX 0 1 1\n" + good, .line(1)), ("DOMAIN_MIN x\n" + good, .line(1)),
    ]
    for (text, fault) in faults {
      #expect(throws: fault) { try cube(text) }
    }
    #expect(throws: ColorCube.Fault.tooLong) {
      try ColorCube([UInt8](repeating: 10, count: ColorCube.longestFile + 1))
    }
  }

  @Test func `no damage to a table traps`() {
    let bytes = Array(Self.text(size: 3) { [$0, $1, $2] }.utf8)
    var seed: UInt64 = 7
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<4 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        damaged[Int(seed >> 33) % damaged.count] = UInt8(truncatingIfNeeded: seed >> 20)
      }
      if let cube = try? ColorCube(damaged) { _ = cube.color([0.3, 0.9, 0.1]) }
    }
  }
}
