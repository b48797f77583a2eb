// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// The state of one encoder or decoder.
struct CodecContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVCodecContext>

  init(_ codec: UnsafePointer<AVCodec>) throws(FFmpegError) {
    pointer = try required(avcodec_alloc_context3(codec), "avcodec_alloc_context3")
  }

  /// Asks for less memory: smaller pictures of codecs that can, else no pictures that no other one needs.
  func reduce(_ codec: UnsafePointer<AVCodec>) {
    if codec.pointee.max_lowres > 0 {
      pointer.pointee.lowres = min(Int32(codec.pointee.max_lowres), 1)
    } else {
      pointer.pointee.skip_frame = AVDISCARD_NONREF
    }
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
    avcodec_free_context(&pointer)
  }
}
