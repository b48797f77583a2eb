// SPDX-License-Identifier: GPL-3.0-or-later

/// What networks hear of a piece: its features against their means, what rises, and how new the harmony is.
struct NetworkInput {
  private let features: FeatureSeries
  private let melMean: [SIMD4<Float>]
  private let semitoneMean: [SIMD4<Float>]

  /// Numbers in a row.
  static let fineWidth = 80
  static let coarseWidth = 200
  /// Frames in a coarse step, and rows of semitones.
  static let framesInStep = 8
  private static let rowsInStep = framesInStep / FeatureSeries.semitoneStride

  private static let meanGain: Float = 0.5
  private static let riseGain: Float = 1.5
  private static let noveltyGain: Float = 5
  /// Rows back from which a rise is measured.
  private static let lag = 2
  /// Rows of semitones on either side whose harmony is compared: a quarter of a second to two seconds.
  private static let noveltyRows = SIMD4(6, 12, 25, 50)
  /// Below this product of lengths there is no harmony.
  private static let faintest: Float = 1e-9

  init(_ features: FeatureSeries) {
    self.features = features
    melMean = features.mel.meanRow
    semitoneMean = features.semitones.meanRow
  }

  /// Coarse steps of the whole piece.
  var stepCount: Int { (features.frameCount + Self.framesInStep - 1) / Self.framesInStep }

  /// A row for each frame of the steps; 0 after the end of the piece.
  func fine(in steps: Range<Int>) -> VectorRows {
    let frames = (steps.lowerBound * Self.framesInStep)..<(steps.upperBound * Self.framesInStep)
    var rows = VectorRows(count: frames.count, width: Self.fineWidth / 4)
    for (place, frame) in frames.enumerated() where frame < features.mel.count {
      let row = Self.row(of: features.mel, frame, mean: melMean)
      rows.values.replaceSubrange((place * rows.width)..<((place + 1) * rows.width), with: row)
    }
    return rows
  }

  /// A row for each step; 0 after the end of the piece.
  func coarse(in steps: Range<Int>) -> VectorRows {
    var rows = VectorRows(
      count: steps.count * Self.rowsInStep, width: Self.coarseWidth / 4 / Self.rowsInStep)
    for place in 0..<rows.count {
      let index = steps.lowerBound * Self.rowsInStep + place
      guard index < features.semitones.count else { break }
      let row = Self.row(of: features.semitones, index, mean: semitoneMean) + [novelty(at: index)]
      rows.values.replaceSubrange((place * rows.width)..<((place + 1) * rows.width), with: row)
    }
    return rows.reshaped(width: Self.coarseWidth / 4)
  }

  /// A row against the mean of all, and how much it rose; silence lies before the first.
  private static func row(
    of rows: FrameRows, _ index: Int, mean: [SIMD4<Float>]
  ) -> [SIMD4<Float>] {
    let here = mean.indices.map { rows.vector(index, $0) }
    let above = zip(here, mean).map { meanGain * ($0 - $1) }
    guard index >= lag else { return above + here.map { riseGain * $0 } }
    return above
      + here.indices.map {
        riseGain
          * (here[$0] - rows.vector(index - lag, $0)).clamped(
            lowerBound: .zero, upperBound: .init(repeating: .infinity))
      }
  }

  /// One less the cosine between the harmony before a row and from it on, over each width; 0 where a side is silent.
  private func novelty(at row: Int) -> SIMD4<Float> {
    let semitones = features.semitones
    var before = [SIMD4<Float>](repeating: .zero, count: semitoneMean.count)
    var after = before
    var answer = SIMD4<Float>.zero
    var width = 0
    for lane in 0..<4 {
      while width < Self.noveltyRows[lane] {
        for column in before.indices {
          if row - width > 0 { before[column] += semitones.vector(row - width - 1, column) }
          if row + width < semitones.count {
            after[column] += semitones.vector(row + width, column)
          }
        }
        width += 1
      }
      var (product, first, second) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
      for column in before.indices {
        product += before[column] * after[column]
        first += before[column] * before[column]
        second += after[column] * after[column]
      }
      let lengths = (first.sum() * second.sum()).squareRoot()
      if lengths > Self.faintest { answer[lane] = Self.noveltyGain * (1 - product.sum() / lengths) }
    }
    return answer
  }
}

extension FrameRows {
  /// Four numbers of a row.
  fileprivate func vector(_ frame: Int, _ column: Int) -> SIMD4<Float> {
    let first = frame * width + 4 * column
    return SIMD4(values[first], values[first + 1], values[first + 2], values[first + 3])
  }

  /// The mean of all rows; 0 of none.
  fileprivate var meanRow: [SIMD4<Float>] {
    var sums = [SIMD4<Double>](repeating: .zero, count: width / 4)
    for frame in 0..<count {
      for column in sums.indices { sums[column] += SIMD4<Double>(vector(frame, column)) }
    }
    return sums.map { SIMD4<Float>($0 / Double(max(count, 1))) }
  }
}
