// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// What decodes pictures in place of the processor, as far as a decoder has to know it.
///
/// `open` makes those of FFmpeg; tests make others, that fail or lie.
package struct Device: Sendable {
  package let name: String
  /// The decoder for a codec; nil when the device has none.
  let codec: @Sendable (AVCodecID) -> UnsafePointer<AVCodec>?
  /// Readies a decoder that is about to be opened; FFmpeg's code.
  let attach: @Sendable (UnsafeMutablePointer<AVCodecContext>) -> Int32
  /// Brings a decoded picture, the first, into memory, the second, with all that is known of it; FFmpeg's code.
  let download: @Sendable (UnsafeMutablePointer<AVFrame>, UnsafeMutablePointer<AVFrame>) -> Int32

  /// Opens the device, or the first of several that opens; nil when none is wanted.
  ///
  /// Throws what the last one answered.
  package static func open(_ hardware: Hardware) throws(FFmpegError) -> Device? {
    Limits.apply()
    var last: FFmpegError?
    for candidate in hardware.candidates {
      do throws(FFmpegError) { return try Device(candidate) } catch { last = error }
    }
    if let last { throw last }
    return nil
  }

  private init(_ hardware: Hardware) throws(FFmpegError) {
    switch hardware {
    case .vaapi: try self.init(hardware.rawValue, type: AV_HWDEVICE_TYPE_VAAPI)
    case .cuda: try self.init(hardware.rawValue, type: AV_HWDEVICE_TYPE_CUDA)
    case .qsv, .v4l2m2m: self.init(wrapped: hardware.rawValue)
    case .off, .auto: throw FFmpegError(code: cff_error_decoder_not_found, call: hardware.rawValue)
    }
  }

  /// Works for FFmpeg's own decoders, which read the stream and leave the pictures to it.
  private init(_ name: String, type: AVHWDeviceType) throws(FFmpegError) {
    let handle = try DeviceHandle(type, name)
    self.init(
      name: name,
      codec: { id in Self.exactCodec(id).flatMap { avcodec_find_decoder_by_name($0) } },
      attach: { context in
        // Asked for a format, FFmpeg then prefers this device's.
        context.pointee.hw_device_ctx = av_buffer_ref(handle.pointer)
        return context.pointee.hw_device_ctx == nil ? cff_error_memory : 0
      },
      download: { picture, memory in
        // What the device does not know FFmpeg decodes by itself, and then the device is no use.
        guard picture.pointee.hw_frames_ctx != nil else { return cff_error_decoder_not_found }
        let code = av_hwframe_transfer_data(memory, picture, 0)
        return code < 0 ? code : av_frame_copy_props(memory, picture)
      })
  }

  /// Decoders of their own, which find their device themselves and answer pictures in memory.
  private init(wrapped suffix: String) {
    self.init(
      name: suffix,
      codec: { id in
        Self.exactCodec(id).flatMap { avcodec_find_decoder_by_name("\($0)_\(suffix)") }
      },
      attach: { _ in 0 }, download: { picture, memory in av_frame_ref(memory, picture) })
  }

  init(
    name: String, codec: @escaping @Sendable (AVCodecID) -> UnsafePointer<AVCodec>?,
    attach: @escaping @Sendable (UnsafeMutablePointer<AVCodecContext>) -> Int32,
    download:
      @escaping @Sendable (UnsafeMutablePointer<AVFrame>, UnsafeMutablePointer<AVFrame>) -> Int32
  ) {
    (self.name, self.codec, self.attach, self.download) = (name, codec, attach, download)
  }

  /// FFmpeg's name of a codec whose standard leaves a decoder no choice, not to the last bit; nil for others.
  static func exactCodec(_ id: AVCodecID) -> String? {
    switch id {
    case AV_CODEC_ID_H264: "h264"
    case AV_CODEC_ID_HEVC: "hevc"
    case AV_CODEC_ID_VP9: "vp9"
    case AV_CODEC_ID_AV1: "av1"
    default: nil
    }
  }
}

extension FFmpegError {
  /// A device failed, or says that there is no more; what is true, software must say.
  static let deviceFailure = FFmpegError(code: cff_error_external, call: "device")
  var isDeviceFailure: Bool { self == .deviceFailure }
}

/// An open device, which decoders share.
///
/// Unchecked, because FFmpeg counts the references itself, with atomics.
private final class DeviceHandle: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<AVBufferRef>

  init(_ type: AVHWDeviceType, _ name: String) throws(FFmpegError) {
    var opened: UnsafeMutablePointer<AVBufferRef>?
    // "On failure, NULL will be written to this pointer."
    try check(av_hwdevice_ctx_create(&opened, type, nil, nil, 0), name)
    pointer = try required(opened, name)
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVBufferRef>? = pointer
    av_buffer_unref(&pointer)
  }
}
