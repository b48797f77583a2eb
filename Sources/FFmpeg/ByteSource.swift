// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc

/// Bytes of an open file for a demuxer: positioned reads, so that the descriptor's own offset stays untouched.
///
/// Never a memory map: a file that shrinks while mapped kills the process with SIGBUS.
final class ByteSource {
  let context: UnsafeMutablePointer<AVIOContext>
  private let reading: Reading

  /// `descriptor` stays the caller's, who keeps it open for as long as this source lives; `pread` reads from it.
  init(
    descriptor: Int32, interrupt: InterruptFlag?, isTolerant: Bool = false,
    pread: @escaping PositionedRead = Glibc.pread
  ) throws(FFmpegError) {
    reading = Reading(
      descriptor: descriptor, interrupt: interrupt, isTolerant: isTolerant, pread: pread)
    let buffer = try required(av_malloc(Self.bufferBytes), "av_malloc")
    let made = avio_alloc_context(
      buffer.assumingMemoryBound(to: UInt8.self), Int32(Self.bufferBytes), 0,
      Unmanaged.passUnretained(reading).toOpaque(), readBytes, nil, moveTo)
    guard let made else {
      av_free(buffer)
      throw FFmpegError(code: cff_error_memory, call: "avio_alloc_context")
    }
    context = made
  }

  deinit {
    // The buffer may have been replaced by libavformat.
    av_freep(&context.pointee.buffer)
    var context: UnsafeMutablePointer<AVIOContext>? = context
    avio_context_free(&context)
  }

  /// Why reading failed or stopped, if it did, whatever the demuxer's own `call` answered.
  func failure(after call: String) -> FFmpegError? {
    reading.failure ?? (reading.isInterrupted ? FFmpegError(code: cff_error_exit, call: call) : nil)
  }

  /// Lets `format` stop between its reads too, in loops that need no new bytes.
  func watch(_ format: UnsafeMutablePointer<AVFormatContext>) {
    format.pointee.interrupt_callback = AVIOInterruptCB(
      callback: isInterrupted(_:), opaque: Unmanaged.passUnretained(reading).toOpaque())
  }

  /// As the system call of that name.
  typealias PositionedRead = (Int32, UnsafeMutableRawPointer?, Int, off_t) -> Int

  /// Blocks that could not be read and count as zeros.
  var missingBlocks: Int { reading.missingBlocks }

  /// Large enough to make network reads few, small enough not to read much in vain at each seek.
  private static let bufferBytes = 128 * 1024
}

/// Where the next read happens; what FFmpeg's callbacks get as their context.
private final class Reading {
  let descriptor: Int32
  let interrupt: InterruptFlag?
  let isTolerant: Bool
  let pread: ByteSource.PositionedRead
  var offset: Int64 = 0
  var failure: FFmpegError?
  var missingBlocks = 0
  /// Those without one between them that could be read.
  private var missingInARow = 0

  init(
    descriptor: Int32, interrupt: InterruptFlag?, isTolerant: Bool,
    pread: @escaping ByteSource.PositionedRead
  ) {
    self.descriptor = descriptor
    self.interrupt = interrupt
    self.isTolerant = isTolerant
    self.pread = pread
  }

  var isInterrupted: Bool { interrupt?.isSet ?? false }

  func read(into buffer: UnsafeMutableRawPointer, count: Int) -> Int32 {
    while !isInterrupted {
      let got = pread(descriptor, buffer, count, off_t(offset))
      if got > 0 {
        offset += Int64(got)
        missingInARow = 0
        return Int32(got)
      }
      if got == 0 { return cff_error_eof }
      let code = errno
      if code == EINTR { continue }
      if code == EIO, let bridged = bridge(buffer, count) { return bridged }
      failure = FFmpegError(code: -code, call: "pread")
      return -code
    }
    return cff_error_exit
  }

  /// Zeros up to where the next block begins; nil when too much is missing.
  ///
  /// A disk takes seconds to give a block up, and a share that is away gives none at all.
  private func bridge(_ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int32? {
    guard isTolerant, missingBlocks < Self.mostMissing, missingInARow < Self.mostInARow else {
      return nil
    }
    let step = min(Int64(count), Self.blockBytes - offset % Self.blockBytes, fileSize - offset)
    guard step > 0 else { return nil }
    buffer.initializeMemory(as: UInt8.self, repeating: 0, count: Int(step))
    missingBlocks += 1
    missingInARow += 1
    offset += step
    return Int32(step)
  }

  /// A page of the kernel's cache: what a failed read takes with it.
  private static let blockBytes: Int64 = 4096
  /// 4 MB of a file, and a quarter of that in one place.
  private static let mostMissing = 1024
  private static let mostInARow = 256

  func seek(by distance: Int64, from origin: Int32) -> Int64 {
    if origin & AVSEEK_SIZE != 0 { return fileSize }
    switch origin & ~AVSEEK_FORCE {
    case SEEK_SET: return move(to: distance, plus: 0)
    case SEEK_CUR: return move(to: offset, plus: distance)
    case SEEK_END: return move(to: fileSize, plus: distance)
    default: return Int64(cff_error_invalid_argument)
    }
  }

  private func move(to base: Int64, plus distance: Int64) -> Int64 {
    let (target, overflows) = base.addingReportingOverflow(distance)
    guard base >= 0, target >= 0, !overflows else { return Int64(cff_error_invalid_argument) }
    offset = target
    return target
  }

  private var fileSize: Int64 {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : Int64(-errno)
  }
}

private func readBytes(
  _ context: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int32
) -> Int32 {
  guard let context, let buffer else { return cff_error_invalid_argument }
  return Unmanaged<Reading>.fromOpaque(context).takeUnretainedValue()
    .read(into: buffer, count: Int(count))
}

private func moveTo(
  _ context: UnsafeMutableRawPointer?, _ distance: Int64, _ origin: Int32
) -> Int64 {
  guard let context else { return Int64(cff_error_invalid_argument) }
  return Unmanaged<Reading>.fromOpaque(context).takeUnretainedValue()
    .seek(by: distance, from: origin)
}

private func isInterrupted(_ context: UnsafeMutableRawPointer?) -> Int32 {
  guard let context else { return 0 }
  return Unmanaged<Reading>.fromOpaque(context).takeUnretainedValue().isInterrupted ? 1 : 0
}
