// SPDX-License-Identifier: GPL-3.0-or-later

internal import CAubio
internal import Glibc

/// The short-time magnitude spectrum: one Hann window of samples at a time, at any position.
///
/// aubio's own phase vocoder only steps by whole samples; music frames here are 220.5 samples apart.
package struct SpectralAnalyser: ~Copyable {
  private let transform: FourierTransform
  private let input: RealVector
  private let output: RealVector
  let spectrum: Spectrum
  private let window: [Float]

  /// Makes an analyser of windows of `windowSize` samples, an even number.
  package init(windowSize: Int) throws(AubioError) {
    precondition(windowSize > 1 && windowSize % 2 == 0, "a window has an even size")
    // Locals first: a throw after some stored properties are set would leak them.
    let transform = try FourierTransform(windowSize: windowSize)
    let input = try RealVector(count: windowSize)
    let output = try RealVector(count: windowSize)
    let spectrum = try Spectrum(windowSize: windowSize)
    self.transform = transform
    self.input = input
    self.output = output
    self.spectrum = spectrum
    window = (0..<windowSize).map { index in
      0.5 - 0.5 * cos(2 * Float.pi * Float(index) / Float(windowSize))
    }
  }

  package var windowSize: Int { window.count }

  package var binCount: Int { window.count / 2 + 1 }

  /// Magnitudes of the spectrum analysed last, from 0 Hz to half the sample rate.
  package var magnitudes: [Float] { Array(spectrum.magnitudes) }

  /// Replaces the spectrum by that of `samples`, as many as the window has.
  package func analyse(_ samples: Span<Float>) {
    precondition(samples.count == window.count, "samples fill the window")
    let values = input.values
    for index in window.indices { values[index] = samples[index] * window[index] }
    // aubio_fft_do would also compute phases, an arctangent a bin.
    aubio_fft_do_complex(transform.pointer, input.pointer, output.pointer)
    aubio_fft_get_norm(output.pointer, spectrum.pointer)
  }
}
