// SPDX-License-Identifier: GPL-3.0-or-later

/// The darkness behind letters that keeps white ones readable on a bright picture.
struct Shadow {
  /// Pixels to which the soft part reaches.
  let reach: Int
  /// Pixels to which the edge reaches.
  private let edge: Int
  /// Pixels by which the soft part hangs below the letters.
  private let drop: Int

  /// For letters of `size` pixels.
  init(size: Double) {
    reach = max(3, Int(size * 0.24))
    edge = max(1, Int(size * 0.03))
    drop = Int(size * 0.03)
  }

  /// Opacity of the shadow of letters with this opacity, both row by row.
  func opacity(of letters: [UInt8], width: Int) -> [UInt8] {
    let soft = Self.blur(letters, width: width, radius: reach / Self.passes)
    let hard = Self.blur(letters, width: width, radius: edge)
    return letters.indices.map { index in
      let above = index - drop * width
      let far = above >= 0 ? Self.strengthened(soft[above], by: 2, upTo: 140) : 0
      let near = Self.strengthened(hard[index], by: 3, upTo: 170)
      // Two veils, one behind the other.
      return UInt8(255 - (255 - far) * (255 - near) / 255)
    }
  }

  private static func strengthened(_ value: UInt8, by factor: Int, upTo limit: Int) -> Int {
    min(Int(value) * factor, 255) * limit / 255
  }

  /// Three means over a square are nearly a Gaussian.
  private static func blur(_ values: [UInt8], width: Int, radius: Int) -> [UInt8] {
    let height = values.count / max(width, 1)
    let rows = Lanes(lanes: height, length: width, toNextLane: width, toNext: 1)
    let columns = Lanes(lanes: width, length: height, toNextLane: 1, toNext: width)
    var result = values
    for _ in 0..<passes {
      result = rows.mean(of: result, radius: radius)
      result = columns.mean(of: result, radius: radius)
    }
    return result
  }

  private static let passes = 3
}

/// The rows or the columns of a plane.
private struct Lanes {
  let lanes: Int
  let length: Int
  let toNextLane: Int
  let toNext: Int

  /// The mean over `2 * radius + 1` neighbours along each lane; outside there is nothing.
  func mean(of values: [UInt8], radius: Int) -> [UInt8] {
    var result = values
    let window = 2 * radius + 1
    for lane in 0..<lanes {
      let first = lane * toNextLane
      var sum = 0
      for place in 0..<min(radius, length) { sum += Int(values[first + place * toNext]) }
      for place in 0..<length {
        if place + radius < length { sum += Int(values[first + (place + radius) * toNext]) }
        if place > radius { sum -= Int(values[first + (place - radius - 1) * toNext]) }
        result[first + place * toNext] = UInt8(sum / window)
      }
    }
    return result
  }
}
