// SPDX-License-Identifier: GPL-3.0-or-later

internal import CAubio

/// A vector of real numbers in aubio's memory.
struct RealVector: ~Copyable {
  let pointer: UnsafeMutablePointer<fvec_t>

  init(count: Int) throws(AubioError) {
    pointer = try required(new_fvec(uint_t(count)), "new_fvec")
  }

  deinit { del_fvec(pointer) }

  var values: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: pointer.pointee.data, count: Int(pointer.pointee.length))
  }
}

/// Magnitudes and phases of one spectrum in aubio's memory.
struct Spectrum: ~Copyable {
  let pointer: UnsafeMutablePointer<cvec_t>

  /// Room for the bins of a window of `windowSize` samples: half of it and one more.
  init(windowSize: Int) throws(AubioError) {
    pointer = try required(new_cvec(uint_t(windowSize)), "new_cvec")
  }

  deinit { del_cvec(pointer) }

  var magnitudes: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: pointer.pointee.norm, count: Int(pointer.pointee.length))
  }
}

/// A matrix of real numbers in aubio's memory.
struct RealMatrix: ~Copyable {
  let pointer: UnsafeMutablePointer<fmat_t>

  init(rows: Int, columns: Int) throws(AubioError) {
    pointer = try required(new_fmat(uint_t(rows), uint_t(columns)), "new_fmat")
  }

  deinit { del_fmat(pointer) }
}

/// The plan of one discrete Fourier transform.
struct FourierTransform: ~Copyable {
  let pointer: OpaquePointer

  init(windowSize: Int) throws(AubioError) {
    pointer = try required(new_aubio_fft(uint_t(windowSize)), "new_aubio_fft")
  }

  deinit { del_aubio_fft(pointer) }
}

/// The coefficients of one filter bank.
struct FilterCoefficients: ~Copyable {
  let pointer: OpaquePointer

  init(filters: Int, bins: Int) throws(AubioError) {
    // aubio counts a spectrum by its window, which has two samples a bin, less two.
    pointer = try required(
      new_aubio_filterbank(uint_t(filters), uint_t(2 * (bins - 1))), "new_aubio_filterbank")
  }

  deinit { del_aubio_filterbank(pointer) }
}
