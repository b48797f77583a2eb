// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc

/// Lets a muxer write to a descriptor that somebody else opened; owns FFmpeg's buffer, not the descriptor.
final class OutputSink {
  let context: UnsafeMutablePointer<AVIOContext>
  private let descriptor: Int32
  private var position: Int64 = 0
  private var end: Int64 = 0
  /// Why writing failed, if it did, whatever the muxer's own call answered.
  private(set) var failure: FFmpegError?

  private static let bufferSize: Int32 = 256 * 1024

  init(descriptor: Int32) throws(FFmpegError) {
    self.descriptor = descriptor
    let buffer = try required(av_malloc(Int(Self.bufferSize)), "av_malloc")
    let context = avio_alloc_context(
      buffer.assumingMemoryBound(to: UInt8.self), Self.bufferSize, 1, nil, nil,
      { opaque, bytes, count in OutputSink.from(opaque).write(bytes, Int(count)) },
      { opaque, offset, whence in OutputSink.from(opaque).seek(offset, whence) })
    guard let context else {
      av_free(buffer)
      throw FFmpegError(code: cff_error_memory, call: "avio_alloc_context")
    }
    self.context = context
    context.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    // The muxer may have replaced the buffer, so it is freed through the context.
    av_freep(&context.pointee.buffer)
    var context: UnsafeMutablePointer<AVIOContext>? = context
    avio_context_free(&context)
  }

  /// Writes what is buffered, and cuts off what an earlier attempt left behind.
  func finish() throws(FFmpegError) {
    avio_flush(context)
    if let failure { throw failure }
    try check(context.pointee.error, "avio_flush")
    guard ftruncate(descriptor, off_t(end)) == 0 else {
      throw FFmpegError(code: -errno, call: "ftruncate")
    }
  }

  private static func from(_ opaque: UnsafeMutableRawPointer?) -> OutputSink {
    guard let opaque else { preconditionFailure("the context was made with its sink") }
    return Unmanaged<OutputSink>.fromOpaque(opaque).takeUnretainedValue()
  }

  private func write(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var written = 0
    while written < count {
      let step = pwrite(descriptor, bytes?.advanced(by: written), count - written, off_t(position))
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else {
        let code = step < 0 ? -errno : cff_error_io
        failure = FFmpegError(code: code, call: "pwrite")
        return code
      }
      written += step
      position += Int64(step)
      end = max(end, position)
    }
    return Int32(count)
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    switch whence {
    case SEEK_SET: position = offset
    case SEEK_CUR: position += offset
    default: return Int64(cff_error_permission)
    }
    return position
  }
}
