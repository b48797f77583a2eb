// SPDX-License-Identifier: GPL-3.0-or-later

internal import CAubio

/// Weighted sums of a spectrum's magnitudes, one a filter, with coefficients of the caller's choice.
package struct FilterBank: ~Copyable {
  private let coefficients: FilterCoefficients
  private let sums: RealVector
  package let filterCount: Int
  /// How many of a spectrum's lowest bins the filters weigh.
  package let binCount: Int

  /// Makes a filter of every row, all of one length: the weights of the lowest bins.
  package init(coefficients rows: [[Float]]) throws(AubioError) {
    let binCount = rows.first?.count ?? 0
    precondition(binCount > 1 && rows.allSatisfy { $0.count == binCount }, "rows of one length")
    let coefficients = try FilterCoefficients(filters: rows.count, bins: binCount)
    let matrix = try RealMatrix(rows: rows.count, columns: binCount)
    let sums = try RealVector(count: rows.count)
    for (row, weights) in rows.enumerated() {
      for (bin, weight) in weights.enumerated() {
        fmat_set_sample(matrix.pointer, weight, uint_t(row), uint_t(bin))
      }
    }
    // Copies the matrix; its status only tells that sizes agree, which they do.
    aubio_filterbank_set_coeffs(coefficients.pointer, matrix.pointer)
    self.coefficients = coefficients
    self.sums = sums
    self.filterCount = rows.count
    self.binCount = binCount
  }

  /// Appends the sums over the spectrum that `analyser` holds, one a filter.
  package func append(
    sumsOf analyser: borrowing SpectralAnalyser, to values: inout [Float]
  ) {
    precondition(binCount <= analyser.binCount, "the spectrum is as long as the filters")
    // A shorter view of the spectrum: filters of low bins need not walk the high ones.
    let spectrum = analyser.spectrum.pointer
    var view = cvec_t(
      length: uint_t(binCount), norm: spectrum.pointee.norm, phas: spectrum.pointee.phas)
    aubio_filterbank_do(coefficients.pointer, &view, sums.pointer)
    values.append(contentsOf: sums.values)
  }
}
