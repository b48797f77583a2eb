// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Media

/// Eight neighbouring samples of a row: one block wide, one vector register.
typealias EightSamples = SIMD8<Int16>

/// A 64x36 luma picture as vectors, with its mean and spread.
struct LumaPlane: Sendable {
  /// Row after row, eight vectors each.
  let vectors: [EightSamples]
  /// Mean luma in codes.
  let mean: Float
  /// Standard deviation of luma in codes.
  let deviation: Float

  static let width = FootagePicture.lumaSize.width
  static let height = FootagePicture.lumaSize.height
  static let vectorsPerRow = width / 8

  init(_ image: borrowing GrayImage) {
    precondition(image.width == Self.width && image.height == Self.height)
    vectors = packed(image.pixels)
    var sum = 0
    var squares = 0
    for sample in image.pixels {
      sum &+= Int(sample)
      squares &+= Int(sample) &* Int(sample)
    }
    let count = Double(image.pixels.count)
    let average = Double(sum) / count
    mean = Float(average)
    deviation = Float(max(0, Double(squares) / count - average * average).squareRoot())
  }

  /// Mean absolute difference in codes, without any search for motion.
  func difference(from other: LumaPlane) -> Float {
    Float(totalDifference(vectors, other.vectors)) / Float(Self.width * Self.height)
  }

  /// Mean absolute difference in codes from the mean of two pictures.
  func difference(fromMeanOf first: LumaPlane, _ second: LumaPlane) -> Float {
    // Twice the difference stays an integer.
    let total = summed { index in
      magnitude(
        vectors[index] &+ vectors[index] &- first.vectors[index] &- second.vectors[index])
    }
    return Float(total) / Float(2 * Self.width * Self.height)
  }

  /// Mean absolute difference in codes, each sample from the nearer of two pictures.
  func difference(fromNearerOf first: LumaPlane, _ second: LumaPlane) -> Float {
    let total = summed { index in
      let toFirst = magnitude(vectors[index] &- first.vectors[index])
      let toSecond = magnitude(vectors[index] &- second.vectors[index])
      return toFirst.replacing(with: toSecond, where: toSecond .< toFirst)
    }
    return Float(total) / Float(Self.width * Self.height)
  }

  /// Sum over the picture of what `term` gives, at most 510, for each vector.
  @inline(__always)
  private func summed(_ term: (Int) -> EightSamples) -> Int {
    var total = 0
    for row in 0..<Self.height {
      // A row of eight vectors adds up to at most 4080 a lane, 32640 in all.
      var lanes = EightSamples.zero
      for column in 0..<Self.vectorsPerRow { lanes &+= term(row * Self.vectorsPerRow + column) }
      total += sum(lanes)
    }
    return total
  }

  /// Normalised cross-correlation with another picture, -1 to 1; 0 when either is flat.
  func correlation(with other: LumaPlane) -> Float {
    var products = 0
    for index in vectors.indices {
      let left = SIMD8<Int32>(truncatingIfNeeded: vectors[index])
      let right = SIMD8<Int32>(truncatingIfNeeded: other.vectors[index])
      products += Int((left &* right).wrappedSum())
    }
    let covariance = Float(products) / Float(Self.width * Self.height) - mean * other.mean
    let spread = deviation * other.deviation
    return spread > 0 ? covariance / spread : 0
  }
}

/// The two colour differences of a picture, 16x9 each, as vectors.
struct ChromaPlanes: Sendable {
  private let blue: [EightSamples]
  private let red: [EightSamples]

  init(blue: borrowing GrayImage, red: borrowing GrayImage) {
    precondition(blue.pixels.count == Self.samples && red.pixels.count == Self.samples)
    self.blue = packed(blue.pixels)
    self.red = packed(red.pixels)
  }

  private static let samples = FootagePicture.chromaSize.width * FootagePicture.chromaSize.height

  /// Mean absolute difference over both planes in codes.
  func difference(from other: ChromaPlanes) -> Float {
    let total = totalDifference(blue, other.blue) + totalDifference(red, other.red)
    return Float(total) / Float(2 * Self.samples)
  }
}

/// Absolute value of each lane.
@inline(__always)
func magnitude(_ value: EightSamples) -> EightSamples {
  // Lane by lane, which an optimised build joins into vector instructions and a debug build does not crawl through.
  EightSamples(
    magnitude(value[0]), magnitude(value[1]), magnitude(value[2]), magnitude(value[3]),
    magnitude(value[4]), magnitude(value[5]), magnitude(value[6]), magnitude(value[7]))
}

@inline(__always)
private func magnitude(_ value: Int16) -> Int16 { value < 0 ? 0 &- value : value }

/// Sum of the lanes modulo 65536.
@inline(__always)
func sum(_ value: EightSamples) -> Int {
  let pairs = (value[0] &+ value[4]) &+ (value[1] &+ value[5])
  let rest = (value[2] &+ value[6]) &+ (value[3] &+ value[7])
  return Int(UInt16(truncatingIfNeeded: pairs &+ rest))
}

private func packed(_ samples: [UInt8]) -> [EightSamples] {
  var vectors: [EightSamples] = []
  vectors.reserveCapacity(samples.count / 8)
  for start in stride(from: 0, to: samples.count - 7, by: 8) {
    vectors.append(
      EightSamples(
        Int16(samples[start]), Int16(samples[start + 1]), Int16(samples[start + 2]),
        Int16(samples[start + 3]), Int16(samples[start + 4]), Int16(samples[start + 5]),
        Int16(samples[start + 6]), Int16(samples[start + 7])))
  }
  return vectors
}

/// Sum of absolute differences.
private func totalDifference(_ left: [EightSamples], _ right: [EightSamples]) -> Int {
  precondition(left.count == right.count)
  var total = 0
  var start = 0
  while start < left.count {
    // Sixteen vectors of eight lanes add up to at most 32640, within a lane sum of 16 bits.
    let end = min(start + 16, left.count)
    var lanes = EightSamples.zero
    for index in start..<end { lanes &+= magnitude(left[index] &- right[index]) }
    total += sum(lanes)
    start = end
  }
  return total
}
