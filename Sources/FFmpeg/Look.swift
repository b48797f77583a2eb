// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

/// A table of colours as it works on pictures in house form: codes to codes, by whole numbers.
package struct Look: Sendable {
  /// The three codes, times 128, of each point of the grid; luma changes fastest, then blue, then red difference.
  private let entries: [SIMD3<UInt16>]

  /// Points along each side: one every four codes, the last beyond white.
  private static let side = 65
  private static let step = 4
  private static let scale: Float = 128

  /// Takes the table over to BT.709 codes.
  package init(_ cube: ColorCube) {
    var entries: [SIMD3<UInt16>] = []
    entries.reserveCapacity(Self.side * Self.side * Self.side)
    for red in 0..<Self.side {
      for blue in 0..<Self.side {
        for luma in 0..<Self.side {
          let codes = SIMD3(Float(luma), Float(blue), Float(red)) * Float(Self.step)
          entries.append(Self.graded(codes, by: cube))
        }
      }
    }
    self.entries = entries
  }

  private static func graded(_ codes: SIMD3<Float>, by cube: ColorCube) -> SIMD3<UInt16> {
    let light = (codes.x - 16) / 219
    let blue = light + 1.8556 * (codes.y - 128) / 224
    let red = light + 1.5748 * (codes.z - 128) / 224
    let green = (light - 0.2126 * red - 0.0722 * blue) / 0.7152
    let made = cube.color(SIMD3(red, green, blue))
    let luma = 0.2126 * made.x + 0.7152 * made.y + 0.0722 * made.z
    let result = SIMD3(
      16 + 219 * luma, 128 + 224 * (made.z - luma) / 1.8556, 128 + 224 * (made.x - luma) / 1.5748)
    return SIMD3<UInt16>((result * scale).rounded(.toNearestOrAwayFromZero))
  }

  /// Changes a picture in house form where it lies; its buffers are nobody else's.
  func apply(to picture: borrowing Frame) throws(FFmpegError) {
    let planes = try HousePlanes(picture)
    entries.withUnsafeBufferPointer { grid in
      for y in 0..<planes.height(1) {
        let (blue, red) = (planes.row(1, y), planes.row(2, y))
        let rows = [2 * y, min(2 * y + 1, planes.height(0) - 1)].map { planes.row(0, $0) }
        for x in 0..<planes.width(1) {
          let (left, right) = (2 * x, min(2 * x + 1, planes.width(0) - 1))
          let (u, v) = (Int(blue[x]), Int(red[x]))
          let column = Column(grid, blue: u, red: v)
          var sum = 0
          for row in rows {
            for place in [left, right] {
              let luma = Int(row[place])
              sum += luma
              row[place] = column.code(0, luma)
            }
          }
          let mean = (sum + 2) / 4
          blue[x] = column.code(1, mean)
          red[x] = column.code(2, mean)
        }
      }
    }
  }

  /// The table at one blue and red difference: what is left is a curve over luma.
  private struct Column {
    private let grid: UnsafeBufferPointer<SIMD3<UInt16>>
    /// Where the four neighbours' curves start, and their weights, which add up to 16.
    private let starts: SIMD4<Int>
    private let weights: SIMD4<Int>

    init(_ grid: UnsafeBufferPointer<SIMD3<UInt16>>, blue: Int, red: Int) {
      self.grid = grid
      let (b, r) = (blue / Look.step, red / Look.step)
      let (x, y) = (blue % Look.step, red % Look.step)
      let first = (r * Look.side + b) * Look.side
      let across = Look.side * Look.side
      starts = SIMD4(first, first + Look.side, first + across, first + across + Look.side)
      weights = SIMD4(
        (Look.step - x) * (Look.step - y), x * (Look.step - y), (Look.step - x) * y, x * y)
    }

    func code(_ plane: Int, _ luma: Int) -> UInt8 {
      let (place, share) = (luma / Look.step, luma % Look.step)
      var sum = 0
      for index in 0..<4 where weights[index] > 0 {
        let low = Int(grid[starts[index] + place][plane])
        let high = Int(grid[starts[index] + place + 1][plane])
        sum += weights[index] * (low * (Look.step - share) + high * share)
      }
      // 16 for the four curves, 4 for the place between two points, 128 for the scale.
      return UInt8((sum + 4096) / 8192)
    }
  }
}

extension PictureMixer {
  /// The picture as the look shows it.
  package func show(_ source: borrowing Frame, in look: Look) throws(FFmpegError) {
    try show(source)
    try look.apply(to: picture)
  }
}
