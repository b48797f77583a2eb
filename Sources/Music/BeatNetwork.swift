// SPDX-License-Identifier: GPL-3.0-or-later

internal import BeatModel

/// A network that hears beats and downbeats: convolutions at 50 steps a second around a stack of dilated ones at
/// 12.5 that hears 20 s to either side.
///
/// `packaging/beat-model` describes and trains it.
struct BeatNetwork: Sendable {
  private let front: DenseLayer
  private let second: DenseLayer
  private let before: [Block]
  private let down: DenseLayer
  private let coarse: [Block]
  private let up: DenseLayer
  private let after: [Block]
  private let out: DenseLayer

  /// Fine steps in a coarse one.
  private static let fineSteps = 4
  /// Share of what the coarse blocks heard that goes around the last of them.
  private static let skipGain: Float = 0.3
  /// Coarse steps to either side that an answer depends on: twice the coarse dilations, and what the fine blocks add.
  static let reach = 264

  /// Those that the program carries; their answers are averaged.
  static let carried: [BeatNetwork] = {
    var bytes = ModelBytes(BeatModel.bytes)
    precondition(bytes.number() == marker && bytes.number() == 1, "a beat model of this form")
    let networks = (0..<bytes.number()).map { _ in BeatNetwork(&bytes) }
    precondition(bytes.isAtEnd, "nothing but networks")
    return networks
  }()

  /// "BEAT".
  private static let marker: UInt32 = 0x5441_4542

  private init(_ bytes: inout ModelBytes) {
    let fine = Int(bytes.number())
    let wide = Int(bytes.number())
    front = bytes.layer(inputs: 6 * NetworkInput.fineWidth, outputs: fine)
    second = bytes.layer(inputs: 3 * fine, outputs: fine)
    before = [1, 2, 4].map { Block(&bytes, width: fine, dilation: $0) }
    down = bytes.layer(inputs: Self.fineSteps * fine + NetworkInput.coarseWidth, outputs: wide)
    coarse = [1, 2, 4, 8, 16, 32, 64].map { Block(&bytes, width: wide, dilation: $0) }
    up = bytes.layer(inputs: wide, outputs: Self.fineSteps * fine)
    after = [1, 2].map { Block(&bytes, width: fine, dilation: $0) }
    out = bytes.layer(inputs: fine, outputs: 4)
  }

  /// For each fine step the logits of beat and downbeat in its first frame and of both in its second.
  ///
  /// `fine` has a row a frame, a multiple of eight of them, `coarse` a row for each eight frames.
  func logits(fine: VectorRows, coarse heard: VectorRows) -> VectorRows {
    var x = front.answer(to: fine, at: [-2, -1, 0, 1, 2, 3], stride: 2)
    x.activate()
    x = second.answer(to: x, at: [-1, 0, 1])
    x.activate()
    for block in before { block.pass(&x) }
    var z = down.answer(to: Self.joined(x.reshaped(width: Self.fineSteps * x.width), heard))
    z.activate()
    var sum = VectorRows(count: z.count, width: z.width)
    for block in coarse { sum.add(block.pass(&z)) }
    z.add(sum, times: Self.skipGain)
    z.activate()
    x.add(up.answer(to: z).reshaped(width: x.width))
    for block in after { block.pass(&x) }
    x.activate()
    return out.answer(to: x)
  }

  /// Rows of both side by side.
  private static func joined(_ left: VectorRows, _ right: VectorRows) -> VectorRows {
    var rows = VectorRows(count: 0, width: left.width + right.width)
    rows.values.reserveCapacity(left.values.count + right.values.count)
    for row in 0..<left.count {
      rows.values += left.values[(row * left.width)..<((row + 1) * left.width)]
      rows.values += right.values[(row * right.width)..<((row + 1) * right.width)]
    }
    return rows
  }

  /// A dilated convolution whose answer is mixed into what passes.
  private struct Block {
    private let convolution: DenseLayer
    private let mixing: DenseLayer
    private let offsets: [Int]

    init(_ bytes: inout ModelBytes, width: Int, dilation: Int) {
      convolution = bytes.layer(inputs: 5 * width, outputs: width)
      mixing = bytes.layer(inputs: width, outputs: width, hasBias: false)
      offsets = (-2...2).map { $0 * dilation }
    }

    /// Answers what it heard, besides.
    @discardableResult
    func pass(_ rows: inout VectorRows) -> VectorRows {
      var heard = convolution.answer(to: rows, at: offsets)
      heard.activate()
      rows.add(mixing.answer(to: heard))
      return heard
    }
  }
}
