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

  /// The file's own time stamp of its picture; nil when it has none.
  var timestamp: Int64? {
    pointer.pointee.pts == cff_no_timestamp ? nil : pointer.pointee.pts
  }

  /// Needed as a reference at most: an edit list hides its picture.
  var isOutsideEdit: Bool { pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }

  /// Ticks for which its picture is shown; 0 when unknown.
  var duration: Int64 { pointer.pointee.duration }

  package var byteCount: Int { Int(pointer.pointee.size) }

  /// The coded bytes, valid inside the closure.
  package func withBytes<Answer>(_ body: (Span<UInt8>) -> Answer) -> Answer {
    let bytes = UnsafeBufferPointer(start: pointer.pointee.data, count: Int(pointer.pointee.size))
    return body(Span(_unsafeElements: bytes))
  }

  /// Releases the bytes; the packet may be filled again.
  package func clear() { av_packet_unref(pointer) }
}

extension Packet {
  /// Presentation and decoding time in ticks; pieces have no reordering, so both are one.
  package func place(at ticks: Int, duration: Int) {
    pointer.pointee.pts = Int64(ticks)
    pointer.pointee.dts = Int64(ticks)
    pointer.pointee.duration = Int64(duration)
    pointer.pointee.pos = -1
  }

  /// Presentation time in ticks of its stream.
  package var ticks: Int { Int(pointer.pointee.pts) }
}
