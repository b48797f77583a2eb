// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Aubio

struct FilterBankTests {
  /// Magnitudes of an impulse in the middle of a Hann window: one in every bin.
  private func impulse(windowSize: Int) throws -> SpectralAnalyser {
    let analyser = try SpectralAnalyser(windowSize: windowSize)
    var samples = [Float](repeating: 0, count: windowSize)
    samples[windowSize / 2] = 1
    analyser.analyse(samples.span)
    return analyser
  }

  @Test func `a filter sums bins by its weights`() throws {
    let analyser = try impulse(windowSize: 16)
    let bank = try FilterBank(coefficients: [
      [1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0.5, 0.5, 0, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0],
    ])
    var sums: [Float] = [7]
    bank.append(sumsOf: analyser, to: &sums)
    #expect(sums.count == 4)
    #expect(sums[0] == 7)
    for (sum, expected) in zip(sums.dropFirst(), [1, 3, 0] as [Float]) {
      #expect(abs(sum - expected) < 1e-5)
    }
  }

  @Test func `filters shorter than the spectrum weigh its lowest bins`() throws {
    let analyser = try impulse(windowSize: 64)
    let bank = try FilterBank(coefficients: [[1, 1, 1, 1, 1]])
    var sums: [Float] = []
    bank.append(sumsOf: analyser, to: &sums)
    #expect(bank.binCount == 5)
    #expect(abs((sums.first ?? 0) - 5) < 1e-4)
  }
}
