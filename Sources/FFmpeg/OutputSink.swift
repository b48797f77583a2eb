// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc

/// Lets a muxer write to a descriptor that somebody else opened; owns FFmpeg's buffer, not the descriptor.
final class OutputSink {
  let context: UnsafeMutablePointer<AVIOContext>
  private let descriptor: Int32
  private var position: Int64 = 0

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

  private static func from(_ opaque: UnsafeMutableRawPointer?) -> OutputSink {
    guard let opaque else { preconditionFailure("the context was made with its sink") }
    return Unmanaged<OutputSink>.fromOpaque(opaque).takeUnretainedValue()
  }

  private func write(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var written = 0
    while written < count {
      let step = pwrite(descriptor, bytes?.advanced(by: written), count - written, off_t(position))
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { return step < 0 ? -errno : cff_error_io }
      written += step
      position += Int64(step)
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
