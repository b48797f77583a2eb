// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// The state of one encoder or decoder.
struct CodecContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVCodecContext>

  init(_ codec: UnsafePointer<AVCodec>) throws(FFmpegError) {
    pointer = try required(avcodec_alloc_context3(codec), "avcodec_alloc_context3")
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
    avcodec_free_context(&pointer)
  }
}
