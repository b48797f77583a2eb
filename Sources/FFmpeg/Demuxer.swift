// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// Splits one untrusted media file into packets; opens no other file, whatever the bytes ask for.
package struct Demuxer: ~Copyable {
  private let context: InputContext
  private let isTolerant: Bool

  /// Recognises the file by its content; `descriptor` stays the caller's and open for this value's life.
  ///
  /// Without `decodingAhead` only the header is believed, which is enough for files that this program wrote.
  package init(
    descriptor: Int32, interrupt: InterruptFlag? = nil, decodingAhead: Bool = true
  ) throws(FFmpegError) {
    let source = try ByteSource(descriptor: descriptor, interrupt: interrupt)
    try self.init(source, decodingAhead: decodingAhead, isTolerant: false)
  }

  /// Opens the file as it is to be read.
  init(_ opening: Opening) throws(FFmpegError) {
    let isTolerant = opening.mode.isTolerant
    let source = try ByteSource(
      descriptor: opening.descriptor, interrupt: opening.interrupt, isTolerant: isTolerant,
      pread: opening.pread)
    try self.init(source, decodingAhead: true, isTolerant: isTolerant)
  }

  private init(
    _ source: ByteSource, decodingAhead: Bool, isTolerant: Bool
  ) throws(FFmpegError) {
    Limits.apply()
    let context = try InputContext(source)
    if decodingAhead { try context.findStreams() }
    self.context = context
    self.isTolerant = isTolerant
  }

  var pointer: UnsafeMutablePointer<AVFormatContext> { context.pointer }

  var streams: UnsafeBufferPointer<UnsafeMutablePointer<AVStream>?> { context.streams }

  func stream(_ index: Int) throws(FFmpegError) -> UnsafeMutablePointer<AVStream> {
    guard streams.indices.contains(index), let stream = streams[index] else {
      throw FFmpegError(code: cff_error_stream_not_found, call: "Demuxer.stream")
    }
    return stream
  }

  /// Drops the packets of all streams but `index` before they cost anything.
  package func select(_ index: Int) {
    for case let (number, stream?) in streams.enumerated() {
      stream.pointee.discard = number == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL
    }
  }

  /// Reads the next packet of a selected stream; false at the end of the file.
  package func read(into packet: borrowing Packet) throws(FFmpegError) -> Bool {
    for _ in 0..<(isTolerant ? Self.mostBroken : 1) {
      packet.clear()
      let code = av_read_frame(pointer, packet.pointer)
      // Demuxers report a failed read as the end of the file, or as broken data.
      if let failure = context.source.failure(after: "av_read_frame") { throw failure }
      if code == cff_error_memory || code == cff_error_exit {
        throw FFmpegError(code: code, call: "av_read_frame")
      }
      if code >= 0 { return true }
      // A packet that lies beyond the end of the file looks like that end; the ones after it may not.
    }
    // A container that breaks off is read as far as it goes, like one that ends there.
    return false
  }

  /// Packets in a row that are passed over before the rest of the file is given up.
  private static let mostBroken = 1000

  /// Blocks of the file that could not be read and count as zeros.
  var missingBlocks: Int { context.source.missingBlocks }

  /// Moves to the key frame of stream `index` at or before `timestamp`; false where the container cannot.
  func seek(stream index: Int, timestamp: Int64) -> Bool {
    av_seek_frame(pointer, Int32(index), timestamp, AVSEEK_FLAG_BACKWARD) >= 0
  }

  /// Moves to the key frame at or before `time`, counted from the container's first timestamp.
  package func seek(to time: MediaTime) throws(FFmpegError) {
    let start = pointer.pointee.start_time == cff_no_timestamp ? 0 : pointer.pointee.start_time
    let ticks = time.rescaled(to: .microsecond, rounding: .down).ticks
    try check(
      av_seek_frame(pointer, -1, start &+ ticks, AVSEEK_FLAG_BACKWARD), "av_seek_frame")
  }

  /// Streams without a container carry no times: seeks would land anywhere.
  var hasTimestamps: Bool { pointer.pointee.iformat.pointee.flags & AVFMT_NOTIMESTAMPS == 0 }

  /// The container allows its clock to jump, as broadcast streams do.
  var hasDiscontinuities: Bool { pointer.pointee.iformat.pointee.flags & AVFMT_TS_DISCONT != 0 }
}
