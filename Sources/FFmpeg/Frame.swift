// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// One decoded picture or block of samples; its buffers are replaced by each decode.
package struct Frame: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFrame>

  package init() throws(FFmpegError) { pointer = try required(av_frame_alloc(), "av_frame_alloc") }

  deinit {
    var pointer: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&pointer)
  }

  package var size: PixelSize {
    PixelSize(width: Int(pointer.pointee.width), height: Int(pointer.pointee.height))
  }

  /// Samples per channel of a block of sound.
  package var sampleCount: Int { Int(pointer.pointee.nb_samples) }

  /// FFmpeg's name of the pixel format, such as `yuv420p`; nil for sound or an empty frame.
  package var pixelFormat: String? {
    av_get_pix_fmt_name(AVPixelFormat(pointer.pointee.format)).map { String(cString: $0) }
  }

  /// When it is shown; nil when it was never given a time.
  package var time: MediaTime? {
    let base = pointer.pointee.time_base
    guard pointer.pointee.pts != cff_no_timestamp, base.num > 0, base.den > 0 else { return nil }
    return MediaTime(ticks: pointer.pointee.pts, timebase: Rational(base))
  }

  /// Gives the frame a time, which filters and encoders read.
  package func set(time: MediaTime) {
    pointer.pointee.pts = time.ticks
    pointer.pointee.time_base = AVRational(time.timebase)
  }

  /// The file's own timestamp, or the decoder's guess of it.
  var timestamp: Int64? {
    let value = pointer.pointee.best_effort_timestamp
    return value == cff_no_timestamp ? nil : value
  }

  /// Ticks for which it is shown; 0 when unknown.
  var duration: Int64 { cff_frame_duration(pointer) }

  var bitDepth: Int? { FFmpeg.bitDepth(of: AVPixelFormat(pointer.pointee.format)) }

  /// The turn that the picture itself asks for, where the container is silent.
  var orientation: Orientation? { Orientation(matrix: cff_frame_display_matrix(pointer)) }

  /// Coded without reference to others.
  package var isKeyFrame: Bool { cff_frame_is_key(pointer) != 0 }

  package var isInterlaced: Bool { cff_frame_is_interlaced(pointer) != 0 }

  /// Decoded with errors concealed.
  package var isDamaged: Bool {
    pointer.pointee.decode_error_flags != 0 || pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
  }

  /// Decoded only as a reference: an edit list hides it.
  var isOutsideEdit: Bool { pointer.pointee.flags & AV_FRAME_FLAG_DISCARD != 0 }

  /// Colour tags of this picture.
  package var color: ColorDescription {
    let frame = pointer.pointee
    return ColorDescription(
      primaries: frame.color_primaries, transfer: frame.color_trc, matrix: frame.colorspace,
      range: frame.color_range, format: AVPixelFormat(frame.format))
  }

  /// Releases the buffers; the frame may be filled again.
  package func clear() { av_frame_unref(pointer) }

  /// Makes this frame another reference to the same buffers as `other`.
  package func refer(to other: borrowing Frame) throws(FFmpegError) {
    clear()
    try check(av_frame_ref(pointer, other.pointer), "av_frame_ref")
  }

  /// Takes the buffers over from `other`, which is empty afterwards.
  package func take(from other: borrowing Frame) {
    clear()
    av_frame_move_ref(pointer, other.pointer)
  }

  /// A copy of plane `index` of an 8-bit planar picture; nil for any other format.
  package func plane(_ index: Int) -> GrayImage? {
    let format = AVPixelFormat(pointer.pointee.format)
    guard let description = av_pix_fmt_desc_get(format), index < description.pointee.nb_components,
      description.pointee.comp.0.depth == 8, description.pointee.comp.0.step == 1,
      av_pix_fmt_count_planes(format) == description.pointee.nb_components,
      let bytes = cff_plane(pointer, Int32(index))
    else { return nil }
    let isChroma = index == 1 || index == 2
    let width = isChroma ? size.width.shrunk(by: description.pointee.log2_chroma_w) : size.width
    let height = isChroma ? size.height.shrunk(by: description.pointee.log2_chroma_h) : size.height
    let stride = Int(cff_stride(pointer, Int32(index)))
    var image = GrayImage(width: width, height: height)
    image.pixels.withUnsafeMutableBufferPointer { pixels in
      for y in 0..<height {
        let row = UnsafeBufferPointer(start: bytes + y * stride, count: width)
        _ = pixels[(y * width)..<((y + 1) * width)].update(fromContentsOf: row)
      }
    }
    return image
  }
}

extension Int {
  /// Divided by two to the power of `shift`, rounded up: the size of a subsampled plane.
  func shrunk(by shift: UInt8) -> Int { (self + (1 << Int(shift)) - 1) >> Int(shift) }
}
