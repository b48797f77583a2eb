// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc

/// Stereo samples laid aside in a file, because several passes over them would not fit into memory.
package struct SampleStore: Sendable {
  private let descriptor: Int32

  /// The descriptor stays the caller's, open for this value's life.
  package init(descriptor: Int32) { self.descriptor = descriptor }

  /// Writes interleaved samples from sample `start` on.
  package func write(_ samples: [Float], at start: Int) throws(FFmpegError) {
    let failure: Int32? = samples.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let step = pwrite(
          descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
          off_t(start * Self.sampleBytes + done))
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { return step < 0 ? -errno : cff_error_io }
        done += step
      }
      return nil
    }
    if let failure { throw FFmpegError(code: failure, call: "pwrite") }
  }

  /// Replaces `samples` by `count` samples from sample `start` on; nothing was written means silence.
  package func read(
    _ count: Int, at start: Int, into samples: inout [Float]
  ) throws(FFmpegError) {
    samples = [Float](repeating: 0, count: count * Self.channels)
    let failure: Int32? = samples.withUnsafeMutableBytes { bytes in
      var done = 0
      while done < bytes.count {
        let step = pread(
          descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
          off_t(start * Self.sampleBytes + done))
        if step < 0 && errno == EINTR { continue }
        if step < 0 { return -errno }
        if step == 0 { return nil }
        done += step
      }
      return nil
    }
    if let failure { throw FFmpegError(code: failure, call: "pread") }
  }

  private static let channels = SoundEncoder.channels
  private static let sampleBytes = channels * MemoryLayout<Float>.size
}
