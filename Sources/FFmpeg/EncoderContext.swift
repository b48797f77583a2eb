// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// An opened encoder of either kind; the two encoders own one each.
struct EncoderContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVCodecContext>
  private let name: String

  init(codec name: String) throws(FFmpegError) {
    Limits.apply()
    guard let codec = avcodec_find_encoder_by_name(name) else {
      throw FFmpegError(
        code: cff_error_encoder_not_found, call: "avcodec_find_encoder_by_name(\(name))")
    }
    pointer = try required(avcodec_alloc_context3(codec), "avcodec_alloc_context3")
    self.name = name
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
    avcodec_free_context(&pointer)
  }

  /// Opens the encoder; an option that it does not know is a programmer's error.
  func open(_ options: consuming Options) throws(FFmpegError) {
    let code = avcodec_open2(pointer, pointer.pointee.codec, &options.pointer)
    guard code >= 0 else {
      // Settings that are known to work: either there is no memory, or the encoder is not what it should be.
      let hasRoom = code != cff_error_memory && Self.hasRoom
      throw FFmpegError(
        code: hasRoom ? cff_error_encoder_not_found : cff_error_memory,
        call: "avcodec_open2(\(name))")
    }
    precondition(options.leftover.isEmpty, "unknown encoder options \(options.leftover)")
  }

  /// Whether the largest encoder that is ever asked for could have had what it needs; it says nothing but that it failed.
  private static var hasRoom: Bool {
    let room = av_malloc(480 << 20)
    defer { av_free(room) }
    return room != nil
  }

  /// Hands over a frame, or ends the stream with nil; the encoder never refuses while packets are fetched after each.
  func send(_ frame: UnsafeMutablePointer<AVFrame>?) throws(FFmpegError) {
    try encoded(avcodec_send_frame(pointer, frame), "avcodec_send_frame")
  }

  /// Fetches the next packet; false when the encoder needs another frame or has ended.
  func receive(into packet: borrowing Packet) throws(FFmpegError) -> Bool {
    let code = avcodec_receive_packet(pointer, packet.pointer)
    if code == cff_error_again || code == cff_error_eof { return false }
    try encoded(code, "avcodec_receive_packet")
    return true
  }

  /// With settings that are known to work, what an outer library lacks is memory; it does not say so.
  private func encoded(_ code: Int32, _ call: String) throws(FFmpegError) {
    try check(code == cff_error_external ? cff_error_memory : code, call)
  }

  /// Codec header: parameter sets for H.264, AudioSpecificConfig for AAC.
  var header: [UInt8] {
    let context = pointer.pointee
    return Array(
      UnsafeBufferPointer(start: context.extradata, count: Int(context.extradata_size)))
  }
}
