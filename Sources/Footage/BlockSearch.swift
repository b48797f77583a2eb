// SPDX-License-Identifier: GPL-3.0-or-later

/// What remains of each 8x6 block of a picture after the best match in another one is subtracted, in codes.
struct BlockComparison {
  /// Mean absolute difference at the best shift, plus a little for the way there.
  var residual = InlineArray<48, Float>(repeating: 0)
  /// The same after each block's own mean is taken away: blind to light, sees structure.
  var structure = InlineArray<48, Float>(repeating: 0)
  /// Mean absolute deviation of the block from its own mean: how much structure there is to lose.
  var texture = InlineArray<48, Float>(repeating: 0)

  static let blocks = 48

  /// Mean residual over the picture.
  var difference: Float {
    var total: Float = 0
    for block in 0..<Self.blocks { total += residual[block] }
    return total / Float(Self.blocks)
  }

  /// Share of blocks whose structure the other picture does not hold.
  var replacedShare: Float {
    var count = 0
    for block in 0..<Self.blocks where structure[block] > 0.6 * texture[block] + noiseFloor {
      count += 1
    }
    return Float(count) / Float(Self.blocks)
  }

  /// How much of the picture's structure the other picture cannot explain, 0 to 1.
  var unexplained: Float {
    var lost: Float = 0
    var all = noiseFloor * Float(Self.blocks)
    for block in 0..<Self.blocks {
      lost += min(structure[block], texture[block])
      all += texture[block]
    }
    return lost / all
  }

  /// Codes by which coding noise moves a block's mean difference.
  private var noiseFloor: Float { 1.5 }
}

/// A picture prepared for being searched: every run of eight samples in reach, in quarter codes.
struct SearchArea {
  private let radius: Int
  private let positions: Int
  private let windows: [EightSamples]

  /// Searches reach `radius` samples each way; beyond the picture its edge goes on.
  init(_ plane: LumaPlane, radius: Int) {
    self.radius = radius
    positions = LumaPlane.width - 7 + 2 * radius
    var windows: [EightSamples] = []
    windows.reserveCapacity(positions * LumaPlane.height)
    var row = [Int16](repeating: 0, count: LumaPlane.width + 2 * radius)
    for y in 0..<LumaPlane.height {
      let start = y * LumaPlane.vectorsPerRow
      for column in 0..<LumaPlane.vectorsPerRow {
        let eight = plane.vectors[start + column] &<< EightSamples(repeating: 2)
        for lane in 0..<8 { row[radius + column * 8 + lane] = eight[lane] }
      }
      for margin in 0..<radius {
        row[margin] = row[radius]
        row[radius + LumaPlane.width + margin] = row[radius + LumaPlane.width - 1]
      }
      for x in 0..<positions {
        windows.append(
          EightSamples(
            row[x], row[x + 1], row[x + 2], row[x + 3], row[x + 4], row[x + 5], row[x + 6],
            row[x + 7]))
      }
    }
    self.windows = windows
  }

  /// Finds every block of `plane` in this picture.
  func compare(_ plane: LumaPlane) -> BlockComparison {
    var result = BlockComparison()
    for block in 0..<BlockComparison.blocks {
      let column = block % LumaPlane.vectorsPerRow
      let top = block / LumaPlane.vectorsPerRow * Block.height
      let current = Block(of: plane, column: column, top: top)
      let best = search(for: current, column: column, top: top)
      result.residual[block] = Float(best.residual) / Block.costUnit
      result.structure[block] = Float(best.structure) / Block.costUnit
      result.texture[block] = Float(current.texture) / Float(Block.samples * 4)
    }
    return result
  }

  /// Smallest costs over all shifts; each step of the way costs a twentieth of a code.
  private func search(for block: Block, column: Int, top: Int) -> (residual: Int, structure: Int) {
    let still = block.distance(to: found(at: radius, starts(of: column, top)))
    // What stands still needs no search.
    guard still.plain > 0 else { return (0, 0) }
    var best = (residual: Int.max, structure: Int.max)
    for down in -radius...radius {
      let starts = starts(of: column, top + down)
      for right in 0...2 * radius {
        let way = (abs(down) + abs(right - radius)) * Block.stepCost
        let (plain, level) = block.distance(to: found(at: right, starts))
        best.residual = min(best.residual, plain * 20 + way)
        best.structure = min(best.structure, level * 20 + way)
      }
    }
    return best
  }

  /// Where the rows of a block begin among the windows, at the leftmost shift.
  @inline(__always)
  private func starts(of column: Int, _ top: Int) -> InlineArray<6, Int> {
    var starts = InlineArray<6, Int>(repeating: 0)
    for row in 0..<Block.height {
      let y = min(max(top + row, 0), LumaPlane.height - 1)
      starts[row] = y * positions + column * 8
    }
    return starts
  }

  @inline(__always)
  private func found(at right: Int, _ starts: InlineArray<6, Int>) -> Block {
    var block = Block(windows[starts[0] + right])
    for row in 1..<Block.height { block.rows[row] = windows[starts[row] + right] }
    return block
  }
}

/// Eight by six samples in quarter codes.
private struct Block {
  var rows: InlineArray<6, EightSamples>
  /// Mean in quarter codes.
  private(set) var mean: Int16 = 0
  /// Sum of absolute deviations from the mean, in quarter codes.
  private(set) var texture = 0

  static let height = 6
  static let samples = 48
  /// Costs are counted in 1/20 of quarter codes, summed over a block.
  static let costUnit = Float(samples * 4 * 20)
  /// A twentieth of a code in these units.
  static let stepCost = samples * 4

  @inline(__always)
  init(_ row: EightSamples) { rows = InlineArray(repeating: row) }

  init(of plane: LumaPlane, column: Int, top: Int) {
    rows = InlineArray(repeating: .zero)
    for row in 0..<Self.height {
      let vector = plane.vectors[(top + row) * LumaPlane.vectorsPerRow + column]
      rows[row] = vector &<< EightSamples(repeating: 2)
    }
    mean = average()
    var lanes = EightSamples.zero
    for row in 0..<Self.height { lanes &+= magnitude(rows[row] &- EightSamples(repeating: mean)) }
    texture = sum(lanes)
  }

  /// Sums of absolute differences: as they are, and with both means taken away.
  @inline(__always)
  func distance(to other: Block) -> (plain: Int, level: Int) {
    let offset = EightSamples(repeating: mean &- other.average())
    var plain = EightSamples.zero
    var level = EightSamples.zero
    for row in 0..<Self.height {
      let difference = rows[row] &- other.rows[row]
      plain &+= magnitude(difference)
      level &+= magnitude(difference &- offset)
    }
    return (sum(plain), sum(level))
  }

  /// Rounded mean in quarter codes: 48 samples of at most 1020 fit 16 bits without sign.
  @inline(__always)
  private func average() -> Int16 {
    var lanes = EightSamples.zero
    for row in 0..<Self.height { lanes &+= rows[row] }
    return Int16(truncatingIfNeeded: (sum(lanes) + Self.samples / 2) / Self.samples)
  }
}
