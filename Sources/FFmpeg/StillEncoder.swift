// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// Pictures of one stream as small JPEG files.
package struct StillEncoder: ~Copyable {
  /// Of each file's picture.
  package let size: PixelSize
  private let stream: VideoStream
  private let context: EncoderContext
  private let packet: Packet
  private let small: Frame
  private var graph: FilterGraph?
  private var count: Int64 = 0

  /// `pixels` is how many each picture has at most; its shape is that of the stream as it is shown.
  package init(_ stream: VideoStream, pixels: Int) throws(FFmpegError) {
    let shown = stream.displaySize
    let scale = min((Double(pixels) / Double(max(shown.pixelCount, 1))).squareRoot(), 1)
    func side(_ length: Int) -> Int { max(2, Int(Double(length) * scale) / 2 * 2) }
    let size = PixelSize(width: side(shown.width), height: side(shown.height))
    let context = try EncoderContext(codec: "mjpeg")
    let coder = context.pointer
    coder.pointee.width = Int32(size.width)
    coder.pointee.height = Int32(size.height)
    coder.pointee.pix_fmt = AV_PIX_FMT_YUVJ420P
    coder.pointee.time_base = AVRational(num: 1, den: 25)
    coder.pointee.thread_count = 1
    coder.pointee.flags |= cff_flag_constant_quantizer
    coder.pointee.global_quality = Self.quantizer * FF_QP2LAMBDA
    try context.open(try Options([:]))
    let packet = try Packet()
    let small = try Frame()
    self.context = context
    self.stream = stream
    self.packet = packet
    self.small = small
    self.size = size
  }

  /// From 2, the best, to 31: at this a page with a hundred pictures is smaller than a photograph.
  private static let quantizer: Int32 = 5

  /// The file for a picture of the stream.
  package mutating func encode(_ frame: borrowing Frame) throws(FFmpegError) -> [UInt8] {
    if graph?.accepts(frame) != true {
      graph = try FilterGraph(description(frame), like: frame, timebase: stream.timebase)
    }
    try graph?.push(frame)
    guard try graph?.pull(into: small) == true else {
      throw FFmpegError(code: cff_error_invalid_data, call: "StillEncoder.encode")
    }
    small.pointer.pointee.pts = count
    small.pointer.pointee.quality = context.pointer.pointee.global_quality
    count += 1
    try context.send(small.pointer)
    guard try context.receive(into: packet) else {
      throw FFmpegError(code: cff_error_invalid_data, call: "StillEncoder.encode")
    }
    defer { packet.clear() }
    return packet.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  /// JPEG has the colours of BT.601 in full range.
  private func description(_ frame: borrowing Frame) -> String {
    let upright = PictureFilter(stream: stream.matching(frame), canvas: size, fit: .bars)
    return upright.description
      + ",scale=in_color_matrix=bt709:in_range=tv:out_color_matrix=bt601:out_range=pc,format=yuvj420p"
  }
}
