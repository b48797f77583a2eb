// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// H.264 in the house format: everything that could change a parameter set is pinned, so that any two pieces join.
package struct HouseEncoder: ~Copyable {
  private let context: EncoderContext
  private let frameRate: Rational

  /// Opens x264 for pictures of the format's canvas.
  package init(_ format: HouseFormat) throws(FFmpegError) {
    let context = try EncoderContext(codec: "libx264")
    let coder = context.pointer
    coder.pointee.width = Int32(format.canvas.width)
    coder.pointee.height = Int32(format.canvas.height)
    coder.pointee.pix_fmt = AV_PIX_FMT_YUV420P
    coder.pointee.time_base = AVRational(format.frameRate.inverse)
    coder.pointee.framerate = AVRational(format.frameRate)
    coder.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    coder.pointee.color_range = AVCOL_RANGE_MPEG
    coder.pointee.color_primaries = AVCOL_PRI_BT709
    coder.pointee.color_trc = AVCOL_TRC_BT709
    coder.pointee.colorspace = AVCOL_SPC_BT709
    coder.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
    coder.pointee.field_order = AV_FIELD_PROGRESSIVE
    coder.pointee.flags |= cff_flag_global_header | cff_flag_closed_gop
    coder.pointee.gop_size = Int32(HouseFormat.keyframeInterval)
    coder.pointee.keyint_min = 1
    coder.pointee.max_b_frames = 0
    coder.pointee.refs = 2
    coder.pointee.thread_count = 1
    coder.pointee.level = H264Level.needed(canvas: format.canvas, frameRate: format.frameRate)
    try context.open(try Self.options(quality: format.quality))
    self.context = context
    frameRate = format.frameRate
  }

  private static func options(quality: Int) throws(FFmpegError) -> Options {
    try Options([
      "preset": "veryfast",
      "profile": "high",
      "crf": String(quality),
      "forced-idr": "1",
      // stitchable: headers independent of content and of crf. scenecut would place frames that the
      // caller did not ask for. aud marks where one picture ends, as a join may bring two IDR frames together.
      // ipratio 0.9 instead of 1.4: x264 favours a group's first picture already for those that follow it, and
      // quality would pulse at each IDR. Looking further ahead than a group of pictures changes nothing.
      "x264-params":
        "stitchable=1:scenecut=0:open-gop=0:aud=1:force-cfr=1:rc-lookahead=12:ipratio=0.9",
    ])
  }

  /// SPS and PPS in Annex B form.
  package var parameterSets: [UInt8] { context.header }

  /// Encodes a yuv420p picture of the canvas' size as frame `index` of the piece; an IDR when asked.
  package func send(_ frame: borrowing Frame, index: Int, asIDR: Bool) throws(FFmpegError) {
    let picture = frame.pointer
    picture.pointee.pts = Int64(index)
    picture.pointee.pict_type = asIDR ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
    cff_strip_side_data(picture)
    cff_mark_progressive(picture)
    try context.send(picture)
  }

  /// Says that no frame follows.
  package func end() throws(FFmpegError) { try context.send(nil) }

  /// Fetches the next packet; false when the encoder needs another frame or has ended.
  package func receive(into packet: borrowing Packet) throws(FFmpegError) -> Bool {
    guard try context.receive(into: packet) else { return false }
    packet.startAtDelimiter()
    return true
  }

  /// Gives the muxer's stream this encoder's parameters.
  func describe(_ stream: UnsafeMutablePointer<AVStream>) throws(FFmpegError) {
    try check(
      avcodec_parameters_from_context(stream.pointee.codecpar, context.pointer),
      "avcodec_parameters_from_context")
    stream.pointee.time_base = AVRational(frameRate.inverse)
    stream.pointee.avg_frame_rate = AVRational(frameRate)
  }
}

extension Packet {
  /// Drops what x264 says of itself in front of a stream's first picture, where the standard wants the delimiter.
  fileprivate func startAtDelimiter() {
    let bytes = UnsafeBufferPointer(start: pointer.pointee.data, count: byteCount)
    var start = 0
    while start + 3 < bytes.count {
      let isStartCode = bytes[start] == 0 && bytes[start + 1] == 0 && bytes[start + 2] == 1
      if isStartCode, bytes[start + 3] == Self.delimiter { break }
      start += 1
    }
    guard start + 3 < bytes.count else { return }
    // The zero of a four-byte start code.
    if start > 0, bytes[start - 1] == 0 { start -= 1 }
    pointer.pointee.data += start
    pointer.pointee.size -= Int32(start)
  }

  /// Header byte of an access unit delimiter, H.264 table 7-1.
  private static let delimiter: UInt8 = 9
}
