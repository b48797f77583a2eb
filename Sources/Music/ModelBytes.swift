// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the layers of networks from bytes that are part of this program.
struct ModelBytes {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next number of 32 bits, little endian.
  mutating func number() -> UInt32 {
    let value = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
    position += 4
    return value
  }

  /// The next layer: a scale for each output, the matrix in bytes, and the bias where there is one.
  mutating func layer(inputs: Int, outputs: Int, hasBias: Bool = true) -> DenseLayer {
    precondition(outputs.isMultiple(of: 4), "outputs fill their vectors")
    let width = outputs / 4
    let scales = vectors(width)
    var weights: [SIMD4<Float>] = []
    weights.reserveCapacity(inputs * width)
    for _ in 0..<inputs {
      for scale in scales {
        var vector = SIMD4<Float>.zero
        for lane in 0..<4 { vector[lane] = Float(Int8(bitPattern: bytes[position + lane])) }
        position += 4
        weights.append(scale * vector)
      }
    }
    let bias = hasBias ? vectors(width) : [SIMD4<Float>](repeating: .zero, count: width)
    return DenseLayer(inputs: inputs, width: width, weights: weights, bias: bias)
  }

  private mutating func vectors(_ count: Int) -> [SIMD4<Float>] {
    (0..<count).map { _ in
      var vector = SIMD4<Float>.zero
      for lane in 0..<4 { vector[lane] = Float(bitPattern: number()) }
      return vector
    }
  }

  /// Everything was read.
  var isAtEnd: Bool { position == bytes.count }
}
