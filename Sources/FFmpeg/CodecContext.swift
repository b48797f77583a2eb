// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// The state of one encoder or decoder.
struct CodecContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVCodecContext>

  init(_ codec: UnsafePointer<AVCodec>) throws(FFmpegError) {
    pointer = try required(avcodec_alloc_context3(codec), "avcodec_alloc_context3")
  }

  /// Asks for less memory: pictures of half the size from codecs that can, else fewer pictures.
  ///
  /// What other codecs hold are the pictures that others refer to: of 4K HEVC, key frames alone take a third. Who
  /// measures needs more pictures than that.
  func reduce(_ codec: UnsafePointer<AVCodec>, isMeasuring: Bool) {
    if codec.pointee.max_lowres > 0 {
      pointer.pointee.lowres = 1
    } else {
      pointer.pointee.skip_frame = isMeasuring ? AVDISCARD_NONREF : AVDISCARD_NONKEY
    }
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
    avcodec_free_context(&pointer)
  }
}
