// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

extension Device {
  /// Whether it decodes a made-up film of H.264 as software does; the film is written to `descriptor`, which stays the
  /// caller's.
  package func isRight(
    writingTo descriptor: Int32, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) -> Bool {
    try DeviceSample.write(to: descriptor)
    return try DeviceTrial.passes(
      Opening(descriptor: descriptor, purpose: .rendering, interrupt: interrupt, device: self))
  }
}

/// A film for a device to be tried with: stripes that move through the picture.
enum DeviceSample {
  static func write(to descriptor: Int32) throws(FFmpegError) {
    let encoder = try HouseEncoder(format)
    let muxer = try Muxer(descriptor: descriptor)
    try muxer.addVideo(encoder)
    try muxer.start(index: .atEnd)
    let packet = try Packet()
    for index in 0..<frameCount {
      // A new one each time: the encoder keeps those that it was given.
      let frame = try picture(index)
      try encoder.send(frame, index: index, asIDR: index % HouseFormat.keyframeInterval == 0)
      try move(from: encoder, to: muxer, by: packet)
    }
    try encoder.end()
    try move(from: encoder, to: muxer, by: packet)
    try muxer.finish()
  }

  private static func move(
    from encoder: borrowing HouseEncoder, to muxer: borrowing Muxer, by packet: borrowing Packet
  ) throws(FFmpegError) {
    while try encoder.receive(into: packet) {
      packet.place(at: packet.ticks, duration: 1)
      try muxer.write(packet, stream: 0, timebase: format.frameRate.inverse)
    }
  }

  private static func picture(_ index: Int) throws(FFmpegError) -> Frame {
    let frame = try Frame()
    frame.pointer.pointee.width = Int32(format.canvas.width)
    frame.pointer.pointee.height = Int32(format.canvas.height)
    frame.pointer.pointee.format = AV_PIX_FMT_YUV420P.rawValue
    try check(av_frame_get_buffer(frame.pointer, 0), "av_frame_get_buffer")
    for plane in 0..<3 {
      let half: UInt8 = plane == 0 ? 0 : 1
      let stride = Int(cff_stride(frame.pointer, Int32(plane)))
      guard let start = cff_frame_plane(frame.pointer, Int32(plane)) else { continue }
      for y in 0..<format.canvas.height.shrunk(by: half) {
        for x in 0..<format.canvas.width.shrunk(by: half) {
          start[y * stride + x] = UInt8(16 + (3 * x + (plane + 2) * y + 5 * index) % 220)
        }
      }
    }
    return frame
  }

  /// More than the second that is compared, at a size that every device takes.
  private static let frameCount = 45
  private static let format = HouseFormat(
    canvas: PixelSize(width: 320, height: 240), frameRate: Rational(30))
}
