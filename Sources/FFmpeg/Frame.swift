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

  /// Releases the buffers; the frame may be filled again.
  package func clear() { av_frame_unref(pointer) }

  /// Makes this frame another reference to the same buffers as `other`.
  package func refer(to other: borrowing Frame) throws(FFmpegError) {
    clear()
    try check(av_frame_ref(pointer, other.pointer), "av_frame_ref")
  }
}
