// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// Turns packets of one stream into pictures or samples.
package struct Decoder: ~Copyable {
  private let context: CodecContext
  private let mode: ReadingMode
  /// Where pictures come from that a device decodes; nil without one.
  private var download: Download?
  /// Packets that the decoder refused and pictures that it had to repair.
  package private(set) var failures = 0

  /// Opens an allowed decoder for stream `index` of `demuxer`, or that of `device`.
  package init(
    _ demuxer: borrowing Demuxer, stream index: Int, purpose: Purpose, mode: ReadingMode = .direct,
    device: Device? = nil
  ) throws(FFmpegError) {
    let stream = try demuxer.stream(index)
    let id = stream.pointee.codecpar.pointee.codec_id
    let found = if let device { device.codec(id) } else { Self.allowedCodec(id) }
    guard let codec = found else {
      throw FFmpegError(code: cff_error_decoder_not_found, call: "avcodec_find_decoder")
    }
    let context = try CodecContext(codec)
    try check(
      avcodec_parameters_to_context(context.pointer, stream.pointee.codecpar),
      "avcodec_parameters_to_context")
    context.pointer.pointee.pkt_timebase = stream.pointee.time_base
    context.pointer.pointee.thread_count = 1
    context.pointer.pointee.max_pixels = Limits.pixels
    if mode.isTolerant {
      // As much as possible of a picture whose data contradict themselves, and a guess at the rest.
      context.pointer.pointee.err_recognition = AV_EF_IGNORE_ERR
      context.pointer.pointee.error_concealment = FF_EC_GUESS_MVS | FF_EC_DEBLOCK
    } else if purpose != .sound {
      context.pointer.pointee.err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER
    }
    if purpose == .analysis { context.pointer.pointee.skip_loop_filter = AVDISCARD_ALL }
    if mode == .reduced, purpose != .sound {
      context.reduce(codec, isMeasuring: purpose == .analysis)
    }
    var download: Download?
    if let device {
      try check(device.attach(context.pointer), device.name)
      download = try Download(device)
    }
    let allowed = device == nil ? AllowList.text : String(cString: codec.pointee.name)
    // dav1d would otherwise hold back as many pictures as it has threads.
    var settings = try Options(["max_frame_delay": "1", "codec_whitelist": allowed])
    try check(avcodec_open2(context.pointer, codec, &settings.pointer), "avcodec_open2")
    self.context = context
    self.download = download
    self.mode = mode
  }

  private var pointer: UnsafeMutablePointer<AVCodecContext> { context.pointer }

  /// Gives the decoder a packet; one that it refuses is counted, not an error.
  package mutating func send(_ packet: borrowing Packet) throws(FFmpegError) {
    let code = avcodec_send_packet(pointer, packet.pointer)
    // A delimiter or a message in a packet of its own holds no picture that could be lost.
    if code == cff_error_invalid_data, packet.pointer.pointee.size < Self.smallestPicture { return }
    try survive(code, "avcodec_send_packet")
  }

  /// Bytes below which a refused packet is no loss.
  private static let smallestPicture: Int32 = 64

  /// Says that no more packets follow, so that held back pictures come out.
  package mutating func finish() throws(FFmpegError) {
    try survive(avcodec_send_packet(pointer, nil), "avcodec_send_packet")
  }

  /// Takes out the next picture or block of samples, if there is one.
  package mutating func receive(into frame: borrowing Frame) throws(FFmpegError) -> Outcome {
    while true {
      let code = avcodec_receive_frame(pointer, frame.pointer)
      if code == cff_error_again { return .needsPacket }
      if code == cff_error_eof { return .end }
      try survive(code, "avcodec_receive_frame")
      if code < 0 { continue }
      if frame.isOutsideEdit { continue }
      try download?.fetch(frame, like: pointer.pointee.sw_pix_fmt)
      if frame.isDamaged { failures += 1 }
      return .frame
    }
  }

  /// Forgets all packets, as needed after a seek.
  package mutating func flush() { avcodec_flush_buffers(pointer) }

  static func allowedCodec(_ id: AVCodecID) -> UnsafePointer<AVCodec>? {
    if let codec = avcodec_find_decoder(id),
      AllowList.decoders.contains(String(cString: codec.pointee.name))
    {
      return codec
    }
    return AllowList.decoders.lazy.compactMap { avcodec_find_decoder_by_name($0) }
      .first { $0.pointee.id == id }
  }

  /// Damaged media is data: only what would also fail for a sound file is an error.
  private mutating func survive(_ code: Int32, _ call: String) throws(FFmpegError) {
    switch code {
    case 0..., cff_error_eof: return
    // A damaged header asks for any amount; who lacks memory in truth soon fails for good.
    case cff_error_memory where mode.isTolerant && failures < Self.mostRefused: failures += 1
    case cff_error_memory, cff_error_exit, cff_error_again:
      throw FFmpegError(code: code, call: call)
    default: failures += 1
    }
  }

  /// Packets for which no memory could be had, before that is an error all the same.
  private static let mostRefused = 100

  /// What came out of the decoder.
  package enum Outcome: Sendable {
    case frame
    case needsPacket
    case end
  }

  /// What the decoded data is for.
  package enum Purpose: Sendable {
    /// Pictures to measure: without the loop filter, a quarter cheaper.
    case analysis
    /// Pictures to show.
    case rendering
    case sound
  }
}
