// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Glibc

/// How high the wave between the samples goes: four points for each sample by band-limited interpolation.
package struct TruePeak: Sendable {
  /// Four filters side by side: the wave at 0, 1/4, 1/2 and 3/4 of the way to the next sample.
  private let taps: [SIMD4<Float>]
  /// The samples of both channels that a filter still needs, and the higher of each pair.
  private var left: [Float]
  private var right: [Float]
  private var heights: [Float]

  /// Samples that a filter sees; half of them lie ahead of the place that it answers.
  package static let reach = 16
  /// Samples by which answers lag behind.
  package static let delay = reach / 2
  /// By how much a crest may rise above the higher of its two neighbours.
  ///
  /// Above 16 kHz it may be more, but then one of the next crests lies nearer to a sample.
  private static let overshoot: Float = 2

  package init() {
    taps = Self.makeTaps()
    left = [Float](repeating: 0, count: Self.reach - 1)
    right = left
    heights = left
  }

  /// Replaces `peaks` by the height of the wave at each of the next interleaved samples, of the higher channel,
  /// each `delay` samples late.
  ///
  /// Where it stays below `floor` only the samples themselves are answered.
  package mutating func measure(_ samples: [Float], floor: Float, into peaks: inout [Float]) {
    let count = samples.count / 2
    for index in 0..<count {
      let (first, second) = (samples[2 * index], samples[2 * index + 1])
      left.append(first)
      right.append(second)
      heights.append(max(abs(first), abs(second)))
    }
    peaks.removeAll(keepingCapacity: true)
    peaks += heights[(Self.delay - 1)..<(Self.delay - 1 + count)]
    let least = floor / Self.overshoot
    for index in 0..<count
    where heights[index + Self.delay - 1] > least || heights[index + Self.delay] > least {
      peaks[index] = max(wave(left, index), wave(right, index))
    }
    left.removeFirst(count)
    right.removeFirst(count)
    heights.removeFirst(count)
  }

  private func wave(_ channel: [Float], _ start: Int) -> Float {
    var sum = SIMD4<Float>.zero
    for index in 0..<Self.reach { sum += taps[index] * channel[start + index] }
    return max(sum.max(), -sum.min())
  }

  /// Sinc under a Kaiser window.
  private static func makeTaps() -> [SIMD4<Float>] {
    var taps = [SIMD4<Float>](repeating: .zero, count: reach)
    for phase in 0..<4 {
      var row = (0..<reach).map { index in
        let place = Double(index - (delay - 1)) - Double(phase) / 4
        return sinc(place) * kaiser(place / Double(delay))
      }
      let sum = row.reduce(0, +)
      row = row.map { $0 / sum }
      for index in 0..<reach { taps[index][phase] = Float(row[index]) }
    }
    return taps
  }

  private static func sinc(_ x: Double) -> Double {
    x == 0 ? 1 : sin(.pi * x) / (.pi * x)
  }

  private static func kaiser(_ x: Double) -> Double {
    abs(x) >= 1 ? 0 : bessel(6 * (1 - x * x).squareRoot()) / bessel(6)
  }

  /// The modified Bessel function of order zero.
  private static func bessel(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for order in 1...30 {
      term *= (x / (2 * Double(order))) * (x / (2 * Double(order)))
      sum += term
    }
    return sum
  }
}

/// The highest true peak of sound as it comes.
package struct TruePeakMeter: Sendable {
  private var wave = TruePeak()
  private var peaks: [Float] = []
  private var highest: Float = 0

  package init() {}

  /// Takes the next interleaved samples.
  package mutating func add(_ samples: [Float]) {
    wave.measure(samples, floor: highest, into: &peaks)
    for peak in peaks where peak > highest { highest = peak }
  }

  /// Says that no sample follows, and answers the peak as an amplitude.
  package mutating func finish() -> Double {
    add([Float](repeating: 0, count: 2 * TruePeak.reach))
    return Double(highest)
  }
}
