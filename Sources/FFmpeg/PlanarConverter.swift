// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// Brings pictures of unusual formats (RGB, palettes, floats) to planar 8-bit YUV of the same size.
struct PlanarConverter: ~Copyable {
  private let scaler = ScalerHandle()

  /// Fills `target` with a converted copy of `source`.
  func convert(_ source: borrowing Frame, into target: borrowing Frame) throws(FFmpegError) {
    let (width, height) = (source.pointer.pointee.width, source.pointer.pointee.height)
    let context = try required(
      sws_getCachedContext(
        scaler.pointer, width, height, AVPixelFormat(source.pointer.pointee.format), width, height,
        AV_PIX_FMT_YUV444P, Int32(SWS_AREA), nil, nil, nil), "sws_getCachedContext")
    scaler.pointer = context
    target.clear()
    target.pointer.pointee.width = width
    target.pointer.pointee.height = height
    target.pointer.pointee.format = AV_PIX_FMT_YUV444P.rawValue
    try check(av_frame_get_buffer(target.pointer, 0), "av_frame_get_buffer")
    try check(cff_scale(context, source.pointer, target.pointer), "sws_scale")
  }
}

/// A class because FFmpeg replaces the context in use.
private final class ScalerHandle {
  var pointer: OpaquePointer?

  deinit { sws_freeContext(pointer) }
}
