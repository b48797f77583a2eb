// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// Encodes spans of one source in house format into one file: each span by a fresh encoder, so that what a span
/// looks like depends on nothing but itself.
package struct SegmentEncoder: ~Copyable {
  private var pictures: HousePictures
  private let format: HouseFormat
  private let packet: Packet
  private var written = 0

  /// Opens the source; the descriptor stays the caller's.
  package init(
    source: Int32, format: HouseFormat, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let pictures = try HousePictures(source: source, format: format, interrupt: interrupt)
    let packet = try Packet()
    self.pictures = pictures
    self.format = format
    self.packet = packet
  }

  /// Writes all spans to `output`, one after the other, and hears after each frame how many are done.
  package mutating func encode(
    _ spans: [SpanOrder], to output: Int32, progress: (Int) throws(FFmpegError) -> Void
  ) throws(FFmpegError) {
    let muxer = try Muxer(descriptor: output)
    try muxer.addVideo(HouseEncoder(format))
    try muxer.start(index: .atEnd)
    for order in spans {
      let span = order.frames
      let entries = Set(order.entries)
      try pictures.seek(to: span.start)
      let encoder = try HouseEncoder(format)
      let offset = written
      for index in 0..<span.count {
        try pictures.picture(at: span.start + index) { picture throws(FFmpegError) in
          try encoder.send(
            picture, index: index, asIDR: index == 0 || entries.contains(span.start + index))
        }
        try drain(encoder, into: muxer, offset: offset)
        try progress(offset + index + 1)
      }
      try encoder.end()
      try drain(encoder, into: muxer, offset: offset)
    }
    try muxer.finish()
  }

  private mutating func drain(
    _ encoder: borrowing HouseEncoder, into muxer: borrowing Muxer, offset: Int
  ) throws(FFmpegError) {
    while try encoder.receive(into: packet) {
      packet.place(at: offset + packet.ticks, duration: 1)
      try muxer.write(packet, stream: 0, timebase: format.frameRate.inverse)
      written += 1
    }
  }
}
