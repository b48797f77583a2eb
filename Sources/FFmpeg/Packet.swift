// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// One coded packet; its bytes are replaced by each read.
package struct Packet: ~Copyable {
  let pointer: UnsafeMutablePointer<AVPacket>

  package init() throws(FFmpegError) {
    pointer = try required(av_packet_alloc(), "av_packet_alloc")
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVPacket>? = pointer
    av_packet_free(&pointer)
  }

  package var isKeyFrame: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }

  package var streamIndex: Int { Int(pointer.pointee.stream_index) }

  package var byteCount: Int { Int(pointer.pointee.size) }

  /// The coded bytes, valid inside the closure.
  package func withBytes<Answer>(_ body: (Span<UInt8>) -> Answer) -> Answer {
    let bytes = UnsafeBufferPointer(start: pointer.pointee.data, count: Int(pointer.pointee.size))
    return body(Span(_unsafeElements: bytes))
  }

  /// Releases the bytes; the packet may be filled again.
  package func clear() { av_packet_unref(pointer) }
}
