// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Reduces one plane of a picture to small grids by area mean, reading every row once.
///
/// Rows are first added into a line of narrow sums, which the compiler turns into vector code; lines are folded into
/// cells only where a grid's row ends. Cells are cut at whole samples.
struct AreaMean {
  private var grids: [Grid]
  private var narrow: [UInt16] = []
  private var wide: [UInt32] = []

  /// For grids of these sizes.
  init(_ sizes: [PixelSize]) { grids = sizes.map(Grid.init) }

  /// The grid at `index` after the last reduction.
  func image(_ index: Int) -> GrayImage { grids[index].image }

  /// Moves the grid at `index` out into `image`, which must have its size.
  mutating func swap(_ index: Int, with image: inout GrayImage) {
    Swift.swap(&grids[index].image, &image)
  }

  /// Fills all grids from `plane`.
  mutating func reduce(_ plane: Plane) {
    guard plane.width > 0, plane.height > 0 else { return }
    let fits = grids.allSatisfy {
      $0.size.width <= plane.width && $0.size.height <= plane.height
    }
    if fits { reduceByRows(plane) } else { reduceByCells(plane) }
  }

  private mutating func reduceByRows(_ plane: Plane) {
    for index in grids.indices { grids[index].start(plane) }
    var row = 0
    while row < plane.height {
      // Narrow sums hold 257 rows of 255.
      let end = grids.reduce(min(row + 256, plane.height)) { min($0, $1.nextRow) }
      if plane.sampleBytes == 1 {
        Self.add(plane, row..<end, UInt8.self, into: &narrow)
        for index in grids.indices { grids[index].take(narrow, before: end, plane) }
      } else {
        Self.add(plane, row..<end, UInt16.self, into: &wide)
        for index in grids.indices { grids[index].take(wide, before: end, plane) }
      }
      row = end
    }
  }

  /// The slow way, for pictures smaller than a grid: cells overlap.
  private mutating func reduceByCells(_ plane: Plane) {
    for index in grids.indices {
      let size = grids[index].size
      for y in 0..<size.height {
        let rows = cell(y, of: size.height, over: plane.height)
        for x in 0..<size.width {
          let columns = cell(x, of: size.width, over: plane.width)
          var sum = 0
          for row in rows { for column in columns { sum += plane.sample(column, row) } }
          grids[index].image[x, y] = UInt8(
            clamping: mean(UInt64(sum), over: rows.count * columns.count) >> plane.shift)
        }
      }
    }
  }

  private static func add<Sample, Sum>(
    _ plane: Plane, _ rows: Range<Int>, _: Sample.Type, into sums: inout [Sum]
  ) where Sample: FixedWidthInteger & UnsignedInteger, Sum: FixedWidthInteger & UnsignedInteger {
    if sums.count != plane.width { sums = [Sum](repeating: 0, count: plane.width) }
    let step = plane.step / MemoryLayout<Sample>.stride
    sums.withUnsafeMutableBufferPointer { sums in
      sums.update(repeating: 0)
      for row in rows {
        let samples = plane.row(row).assumingMemoryBound(to: Sample.self)
        if step == 1 {
          for x in sums.indices { sums[x] &+= Sum(truncatingIfNeeded: samples[x]) }
        } else {
          for x in sums.indices { sums[x] &+= Sum(truncatingIfNeeded: samples[x &* step]) }
        }
      }
    }
  }
}

/// One small picture in the making.
private struct Grid {
  let size: PixelSize
  var image: GrayImage
  /// First row of the plane behind the cells in progress.
  private(set) var nextRow = 0
  private var firstRow = 0
  private var cellRow = 0
  private var line: [UInt32] = []
  private var columns: [Int] = []

  init(_ size: PixelSize) {
    self.size = size
    image = GrayImage(width: size.width, height: size.height)
  }

  mutating func start(_ plane: Plane) {
    if line.count != plane.width {
      line = [UInt32](repeating: 0, count: plane.width)
      columns = (0...size.width).map { $0 * plane.width / size.width }
    }
    cellRow = 0
    firstRow = 0
    nextRow = plane.height / size.height
  }

  mutating func take<Sum: FixedWidthInteger & UnsignedInteger>(
    _ sums: [Sum], before row: Int, _ plane: Plane
  ) {
    line.withUnsafeMutableBufferPointer { line in
      sums.withUnsafeBufferPointer { sums in
        for x in line.indices { line[x] &+= UInt32(truncatingIfNeeded: sums[x]) }
      }
    }
    guard row == nextRow else { return }
    fold(plane.shift)
    cellRow += 1
    firstRow = row
    nextRow = cellRow < size.height ? (cellRow + 1) * plane.height / size.height : Int.max
  }

  private mutating func fold(_ shift: Int) {
    let rows = nextRow - firstRow
    let start = cellRow * size.width
    for x in 0..<size.width {
      var sum: UInt64 = 0
      for column in columns[x]..<columns[x + 1] { sum &+= UInt64(line[column]) }
      image.pixels[start + x] = UInt8(
        clamping: mean(sum, over: rows * (columns[x + 1] - columns[x])) >> shift)
    }
    line.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }
}

/// Which samples make up cell `index` of `count`; at least one.
private func cell(_ index: Int, of count: Int, over samples: Int) -> Range<Int> {
  let start = index * samples / count
  return start..<max(start + 1, (index + 1) * samples / count)
}

private func mean(_ sum: UInt64, over count: Int) -> UInt64 {
  (sum + UInt64(count) / 2) / UInt64(count)
}
