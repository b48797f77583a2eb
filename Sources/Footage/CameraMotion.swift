// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// How far the whole picture moved from one picture to a later one.
package struct Movement: Hashable, Sendable {
  /// Time of the earlier picture.
  package var start: MediaTime
  /// To the right and down, in per cent of the picture's width per 1/30 s.
  package var velocity: SIMD2<Double>
}

/// Of a velocity, in its unit.
func length(_ vector: SIMD2<Double>) -> Double {
  (vector.x * vector.x + vector.y * vector.y).squareRoot()
}

/// Follows the camera by the means of the picture's columns and rows.
package struct CameraMotion: Sendable {
  private var before: (time: MediaTime, columns: Projection, rows: Projection)?
  /// Height of the picture over its width.
  private let relativeHeight: Double

  /// Codes of mean change below which a picture is a copy of the one before.
  private static let copy: Float = 0.02
  /// Seconds after which two pictures no longer show the same movement.
  private static let longestInterval = 0.2

  /// Motion in pictures of this width over height.
  package init(aspect: Double) { relativeHeight = 1 / aspect }

  /// Movement since the last picture that was no copy of its predecessor; nil when it cannot be told.
  package mutating func measure(_ image: borrowing GrayImage, at time: MediaTime) -> Movement? {
    var columns = [Int32](repeating: 0, count: image.width)
    var rows = [Int32](repeating: 0, count: image.height)
    for y in 0..<image.height {
      let start = y * image.width
      var sum: Int32 = 0
      for x in 0..<image.width {
        let sample = Int32(image.pixels[start + x])
        columns[x] &+= sample
        sum &+= sample
      }
      rows[y] = sum
    }
    let current = (
      time: time, columns: Projection(columns, of: image.height),
      rows: Projection(rows, of: image.width)
    )
    guard let last = before else {
      before = current
      return nil
    }
    let change = current.columns.change(since: last.columns) + current.rows.change(since: last.rows)
    guard change >= Self.copy else { return nil }
    before = current
    let seconds = (time - last.time).seconds
    guard seconds > 0, seconds <= Self.longestInterval,
      let right = current.columns.shift(since: last.columns),
      let down = current.rows.shift(since: last.rows)
    else { return nil }
    let shift = SIMD2(
      right / Double(image.width), down / Double(image.height) * relativeHeight)
    return Movement(start: last.time, velocity: shift * (100 / (30 * seconds)))
  }
}

/// Mean luma of each column or row, around the mean of the picture.
private struct Projection: Sendable {
  private let values: [Float]
  /// Mean absolute value: how much there is to follow.
  private let spread: Float

  /// Codes of spread below which there is nothing to follow.
  private static let leastSpread: Float = 0.5
  /// Share of the length that a picture may move within a fifth of a second.
  private static let reach = 6

  /// Sums over `depth` samples each.
  init(_ sums: [Int32], of depth: Int) {
    let scale = 1 / Float(depth)
    let mean = sums.reduce(0) { $0 + Float($1) } * scale / Float(sums.count)
    values = sums.map { Float($0) * scale - mean }
    spread = values.reduce(0) { $0 + abs($1) } / Float(sums.count)
  }

  /// Mean absolute difference in codes.
  func change(since before: Projection) -> Float { mismatch(with: before, shift: 0) }

  /// By how many samples the picture moved on; nil when there is nothing to follow.
  func shift(since before: Projection) -> Double? {
    guard spread >= Self.leastSpread, before.spread >= Self.leastSpread else { return nil }
    let range = values.count / Self.reach
    let costs = (-range...range).map { mismatch(with: before, shift: $0) }
    guard let best = costs.indices.min(by: { costs[$0] < costs[$1] }) else { return nil }
    let whole = Double(best - range)
    guard best > 0, best < costs.count - 1 else { return whole }
    // Two straight lines of one steepness through the three costs: absolute differences form a V.
    let (left, middle, right) = (costs[best - 1], costs[best], costs[best + 1])
    let steepness = max(left, right) - middle
    return steepness > 0 ? whole + Double((left - right) / (2 * steepness)) : whole
  }

  /// Mean absolute difference where both overlap, when this one has moved by `shift`.
  private func mismatch(with before: Projection, shift: Int) -> Float {
    let overlap = max(0, shift)..<values.count + min(0, shift)
    var sum: Float = 0
    for index in overlap { sum += abs(values[index] - before.values[index - shift]) }
    return sum / Float(overlap.count)
  }
}
