// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc

/// Bytes of a small file that is no media, such as a bitmap.
package enum FileBytes {
  /// The first `count` bytes; a file that has fewer is refused.
  package static func read(_ descriptor: Int32, count: Int) throws(FFmpegError) -> [UInt8] {
    let bytes = try read(descriptor, atMost: count)
    guard bytes.count == count else {
      throw FFmpegError(code: cff_error_invalid_data, call: "FileBytes.read")
    }
    return bytes
  }

  /// The bytes from the start to the end, or to `limit`.
  package static func read(_ descriptor: Int32, atMost limit: Int) throws(FFmpegError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      while filled < limit {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), limit - filled, off_t(filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        filled += got
      }
    }
    guard failure == 0 else { throw FFmpegError(code: -failure, call: "pread") }
    return bytes
  }
}
