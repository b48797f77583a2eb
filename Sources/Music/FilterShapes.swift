// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Coefficients of triangular filters over the bins of a magnitude spectrum, each of sum 1.
struct FilterShapes {
  /// Hz between two bins.
  let binWidth: Float
  let binCount: Int

  /// Filters equally spaced on the mel scale, each from its left neighbour's centre to its right one's.
  func mel(count: Int, from lowest: Float, to highest: Float) -> [[Float]] {
    let (low, high) = (mel(of: lowest), mel(of: highest))
    let edges = (0..<(count + 2)).map { index in
      frequency(ofMel: low + (high - low) * Float(index) / Float(count + 1))
    }
    return (0..<count).map { triangle(edges[$0], edges[$0 + 1], edges[$0 + 2]) }
  }

  /// One filter a semitone of the MIDI notes in `notes`, at least a bin wide on either side.
  func semitones(_ notes: Range<Int>) -> [[Float]] {
    notes.map { note in
      let centre = 440 * pow(2, Float(note - 69) / 12)
      let halfWidth = max(centre * (pow(2, 1 / Float(12)) - 1), binWidth)
      return triangle(centre - halfWidth, centre, centre + halfWidth)
    }
  }

  private func triangle(_ left: Float, _ centre: Float, _ right: Float) -> [Float] {
    var weights = (0..<binCount).map { bin in
      let frequency = Float(bin) * binWidth
      return max(
        0, min((frequency - left) / (centre - left), (right - frequency) / (right - centre)))
    }
    // The lowest bands are narrower than a bin: they listen to the nearest one.
    if weights.allSatisfy({ $0 <= 0 }) { weights[Int((centre / binWidth).rounded())] = 1 }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  private func mel(of frequency: Float) -> Float { 2595 * log10(1 + frequency / 700) }

  private func frequency(ofMel mel: Float) -> Float { 700 * (pow(10, mel / 2595) - 1) }
}
