// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Media

/// Writes spans of pictures into one file: each span by a fresh encoder, so that its bytes depend on nothing else.
struct PieceWriter: ~Copyable {
  private let muxer: Muxer
  private let format: HouseFormat
  private let packet: Packet
  private var encoder: HouseEncoder?
  private var order = SpanOrder(frames: FrameSpan(start: 0, count: 0))
  private var entries: Set<Int> = []
  /// Frames of the file before the span, frames of the span that were given, and frames that were written.
  private var offset = 0
  private var given = 0
  private var written = 0

  init(_ format: HouseFormat, to output: Int32) throws(FFmpegError) {
    let muxer = try Muxer(descriptor: output)
    let packet = try Packet()
    try muxer.addVideo(HouseEncoder(format))
    try muxer.start(index: .atEnd)
    self.muxer = muxer
    self.packet = packet
    self.format = format
  }

  /// Frames given so far.
  var frameCount: Int { offset + given }

  mutating func begin(_ order: SpanOrder) throws(FFmpegError) {
    encoder = try HouseEncoder(format)
    self.order = order
    entries = Set(order.entries)
    offset = written
    given = 0
  }

  /// Encodes the span's next picture.
  mutating func add(_ picture: borrowing Frame) throws(FFmpegError) {
    let isEntry = given == 0 || entries.contains(order.frames.start + given)
    try encoder?.send(picture, index: given, asIDR: isEntry)
    given += 1
    try drain()
  }

  mutating func endSpan() throws(FFmpegError) {
    try encoder?.end()
    try drain()
  }

  consuming func finish() throws(FFmpegError) { try muxer.finish() }

  private mutating func drain() throws(FFmpegError) {
    while try encoder?.receive(into: packet) == true {
      packet.place(at: offset + packet.ticks, duration: 1)
      try muxer.write(packet, stream: 0, timebase: format.frameRate.inverse)
      written += 1
    }
  }
}
