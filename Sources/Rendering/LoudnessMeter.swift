// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Glibc

/// Loudness of stereo sound at 48 kHz after ITU-R BS.1770-4, from samples as they come.
package struct LoudnessMeter: Sendable {
  private var left = Weighting()
  private var right = Weighting()
  private var sum = 0.0
  private var count = 0
  private let step: Int
  /// Mean square of both channels together after K weighting, for each full step.
  package private(set) var energies: [Double] = []

  /// Loudness is made of steps of a tenth of a second.
  package init(step: Int = LoudnessMeter.tenth) { self.step = step }

  /// Takes the next interleaved samples, in blocks of any size.
  package mutating func add(_ samples: [Float]) {
    for index in stride(from: 0, to: samples.count - 1, by: 2) {
      let first = left.filter(Double(samples[index]))
      let second = right.filter(Double(samples[index + 1]))
      sum += first * first + second * second
      count += 1
      guard count == step else { continue }
      energies.append(sum / Double(step))
      sum = 0
      count = 0
    }
  }

  /// The loudness of everything so far in LUFS; nil when there was nothing but silence.
  package var integrated: Double? { Loudness.integrated(of: energies) }

  /// Samples of a tenth of a second.
  package static let tenth = SoundEncoder.sampleRate / 10
}

/// Arithmetic of loudness.
package enum Loudness {
  /// The gated loudness in LUFS of tenths of a second with these mean squares; nil for silence.
  package static func integrated(of energies: [Double]) -> Double? {
    // Blocks of 0.4 s, a tenth apart; a shorter sound is one block.
    let length = min(4, max(energies.count, 1))
    guard energies.count >= length else { return nil }
    var blocks = (0...(energies.count - length)).map { start in
      energies[start..<(start + length)].reduce(0, +) / Double(length)
    }
    blocks.removeAll { level(of: $0) < silence }
    guard !blocks.isEmpty else { return nil }
    let gate = level(of: mean(blocks)) - 10
    blocks.removeAll { level(of: $0) < gate }
    return level(of: mean(blocks))
  }

  /// The loudness in LUFS of a mean square.
  package static func level(of energy: Double) -> Double { -0.691 + 10 * log10(max(energy, 1e-30)) }

  /// What amplitudes are multiplied by to change them by so many decibels.
  package static func factor(_ decibels: Double) -> Double { pow(10, decibels / 20) }

  /// Decibels of an amplitude; far below everything for nothing at all.
  package static func decibels(_ amplitude: Double) -> Double { 20 * log10(max(amplitude, 1e-15)) }

  /// What lies below is not heard, in LUFS.
  private static let silence = -70.0

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

/// What hearing makes of one channel: a shelf, then a high pass.
private struct Weighting: Sendable {
  private var shelf = Biquad(
    b: (1.53512485958697, -2.69169618940638, 1.19839281085285),
    a: (-1.69065929318241, 0.73248077421585))
  private var highPass = Biquad(b: (1, -2, 1), a: (-1.99004745483398, 0.99007225036621))

  mutating func filter(_ input: Double) -> Double { highPass.filter(shelf.filter(input)) }
}

/// A second-order filter in transposed direct form.
private struct Biquad: Sendable {
  private let b: (Double, Double, Double)
  private let a: (Double, Double)
  private var first = 0.0
  private var second = 0.0

  init(b: (Double, Double, Double), a: (Double, Double)) {
    self.b = b
    self.a = a
  }

  mutating func filter(_ input: Double) -> Double {
    let output = input * b.0 + first
    first = input * b.1 - output * a.0 + second
    second = input * b.2 - output * a.1
    return output
  }
}
