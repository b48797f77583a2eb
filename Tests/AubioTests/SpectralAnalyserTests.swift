// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Aubio

struct SpectralAnalyserTests {
  private func sine(bin: Double, count: Int) -> [Float] {
    (0..<count).map { Float(sin(2 * Double.pi * bin * Double($0) / Double(count))) }
  }

  @Test(arguments: [1, 10, 100, 400])
  func `a sine on a bin is three bins of a Hann window`(bin: Int) throws {
    let analyser = try SpectralAnalyser(windowSize: 1024)
    analyser.analyse(sine(bin: Double(bin), count: 1024).span)
    let magnitudes = analyser.magnitudes
    #expect(magnitudes.count == 513)
    #expect(abs(magnitudes[bin] - 256) < 0.5)
    #expect(abs(magnitudes[bin + 1] - 128) < 0.5)
    #expect(abs(magnitudes[bin - 1] - (bin == 1 ? 0 : 128)) < (bin == 1 ? 300 : 0.5))
    #expect((magnitudes[..<max(0, bin - 1)].max() ?? 0) < 0.01)
    #expect((magnitudes[(bin + 2)...].max() ?? 0) < 0.01)
  }

  @Test func `silence has an empty spectrum`() throws {
    let analyser = try SpectralAnalyser(windowSize: 64)
    analyser.analyse([Float](repeating: 0, count: 64).span)
    #expect(analyser.magnitudes.allSatisfy { $0 == 0 })
  }

  @Test func `the spectrum is that of the last window`() throws {
    let analyser = try SpectralAnalyser(windowSize: 256)
    analyser.analyse(sine(bin: 20, count: 256).span)
    let first = analyser.magnitudes
    analyser.analyse(sine(bin: 60, count: 256).span)
    #expect(analyser.magnitudes[60] > 60)
    #expect(analyser.magnitudes[20] < 0.01)
    analyser.analyse(sine(bin: 20, count: 256).span)
    #expect(analyser.magnitudes == first)
  }
}
