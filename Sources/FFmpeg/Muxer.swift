// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// Writes an MP4 file of at most one video and one sound stream to a descriptor.
package struct Muxer: ~Copyable {
  private let output: OutputContext
  private let sink: OutputSink

  /// Where the index goes.
  package enum Index: Sendable {
    /// Behind the packets, for files of our own.
    case atEnd
    /// Before the packets (fast start), in room made for this many packets of both streams.
    case atStart(packets: Int)
  }

  /// Metadata become the file's tags; the descriptor stays the caller's.
  package init(descriptor: Int32, metadata: KeyValuePairs<String, String> = [:])
    throws(FFmpegError)
  {
    let sink = try OutputSink(descriptor: descriptor)
    let output = try OutputContext(sink: sink)
    for (key, value) in metadata {
      try check(
        av_dict_set(&output.pointer.pointee.metadata, key, value, 0), "av_dict_set")
    }
    self.output = output
    self.sink = sink
  }

  /// Adds the video stream of a piece under construction.
  package func addVideo(_ encoder: borrowing HouseEncoder) throws(FFmpegError) {
    try encoder.describe(try newStream())
  }

  /// Adds the soundtrack.
  package func addSound(_ encoder: borrowing SoundEncoder) throws(FFmpegError) {
    try encoder.describe(try newStream())
  }

  func newStream() throws(FFmpegError) -> UnsafeMutablePointer<AVStream> {
    try required(avformat_new_stream(output.pointer, nil), "avformat_new_stream")
  }

  /// Writes the header; streams are added before.
  package func start(index: Index) throws(FFmpegError) {
    var options = try Options([
      "movflags": "+use_metadata_tags", "movie_timescale": String(Self.ticksPerSecond),
    ])
    if case .atStart(let packets) = index {
      try options.set("moov_size", String(Self.indexBytes(packets: packets)))
    }
    try checked(avformat_write_header(output.pointer, &options.pointer), "avformat_write_header")
    precondition(options.leftover.isEmpty, "unknown muxer options \(options.leftover)")
  }

  /// Frames of every usual rate, NTSC's too, and samples at 48 kHz last a whole number of these.
  private static let ticksPerSecond = 240_000

  /// Room for boxes without tables, and for size, offset, key flag and duration of each packet.
  private static func indexBytes(packets: Int) -> Int { 16_384 + 16 * packets }

  /// Writes a packet of stream `stream` whose times are in `timebase`; its bytes are consumed.
  package func write(_ packet: borrowing Packet, stream: Int, timebase: Rational)
    throws(FFmpegError)
  {
    packet.pointer.pointee.stream_index = Int32(stream)
    guard let target = cff_stream(output.pointer, Int32(stream)) else {
      preconditionFailure("stream \(stream) was not added")
    }
    av_packet_rescale_ts(
      packet.pointer, AVRational(timebase), target.pointee.time_base)
    try checked(
      av_interleaved_write_frame(output.pointer, packet.pointer), "av_interleaved_write_frame")
  }

  /// Writes the index; the file is complete when this returns.
  package consuming func finish() throws(FFmpegError) {
    try checked(av_write_trailer(output.pointer), "av_write_trailer")
    try sink.finish()
  }

  /// A full disk is named as such, not as the muxer's failure.
  private func checked(_ code: Int32, _ call: String) throws(FFmpegError) {
    if code < 0, let failure = sink.failure { throw failure }
    try check(code, call)
  }
}

/// The muxer's C state, bound to a sink that outlives it.
struct OutputContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFormatContext>

  init(sink: OutputSink) throws(FFmpegError) {
    var made: UnsafeMutablePointer<AVFormatContext>?
    try check(
      avformat_alloc_output_context2(&made, nil, "mp4", nil), "avformat_alloc_output_context2")
    pointer = try required(made, "avformat_alloc_output_context2")
    pointer.pointee.pb = sink.context
    pointer.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    // Nothing of time or place may enter the file: equal input makes equal bytes.
    pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
    pointer.pointee.io_open = { _, _, _, _, _ in cff_error_permission }
  }

  deinit { avformat_free_context(pointer) }
}
