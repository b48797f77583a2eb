// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// Encodes spans of one source in house format into one file: each span by a fresh encoder, so that what a span
/// looks like depends on nothing but itself.
package struct SegmentEncoder: ~Copyable {
  private var pictures: HousePictures
  private let picture: Frame
  private let format: HouseFormat

  /// Opens the source; the descriptor stays the caller's.
  package init(
    source: Int32, format: HouseFormat, look: Look? = nil, mode: ReadingMode = .direct,
    device: Device? = nil, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let pictures = try HousePictures(
      source: source, format: format, look: look, mode: mode, device: device, interrupt: interrupt)
    let picture = try Frame()
    self.pictures = pictures
    self.picture = picture
    self.format = format
  }

  /// Writes all spans to `output`, one after the other, and hears after each frame how many are done.
  package mutating func encode(
    _ spans: [SpanOrder], to output: Int32, progress: (Int) throws(FFmpegError) -> Void
  ) throws(FFmpegError) {
    var writer = try PieceWriter(format, to: output)
    for order in spans {
      try pictures.seek(to: order.frames.start)
      try writer.begin(order)
      for frame in order.frames.start..<order.frames.end {
        try pictures.picture(at: frame, into: picture)
        try writer.add(picture)
        try progress(writer.frameCount)
      }
      try writer.endSpan()
    }
    try writer.finish()
  }
}
