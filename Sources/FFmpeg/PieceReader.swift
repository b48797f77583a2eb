// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// The coded frames of a file in house format, one packet a frame, without decoding.
package struct PieceReader: ~Copyable {
  private let demuxer: Demuxer
  private let index: Int
  private let frameRate: Rational
  private let timebase: Rational
  /// The stream's parameter sets; nil when it is no H.264.
  package let parameterSets: ParameterSets?

  /// Opens the file; `descriptor` stays the caller's.
  package init(
    descriptor: Int32, frameRate: Rational, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let demuxer = try Demuxer(
      descriptor: descriptor, interrupt: interrupt, decodingAhead: false)
    guard let index = demuxer.videoIndex else {
      throw FFmpegError(code: cff_error_invalid_data, call: "PieceReader.init")
    }
    let stream = try demuxer.stream(index)
    let parameters = stream.pointee.codecpar.pointee
    let header = UnsafeBufferPointer(
      start: parameters.extradata, count: Int(parameters.extradata_size))
    let isH264 = parameters.codec_id == AV_CODEC_ID_H264
    parameterSets = isH264 ? ParameterSets(header: Array(header)) : nil
    timebase = Rational(stream.pointee.time_base)
    demuxer.select(index)
    self.demuxer = demuxer
    self.index = index
    self.frameRate = frameRate
  }

  /// Goes to the IDR at or before frame `frame`.
  package func seek(to frame: Int) throws(FFmpegError) {
    let ticks = MediaTime(frame: frame, rate: frameRate).rescaled(to: timebase).ticks
    guard demuxer.seek(stream: index, timestamp: ticks) else {
      throw FFmpegError(code: cff_error_invalid_data, call: "PieceReader.seek")
    }
  }

  /// Reads the next frame's packet and answers which frame it is; nil at the end.
  package func next(into packet: borrowing Packet) throws(FFmpegError) -> Int? {
    while try demuxer.read(into: packet) {
      guard packet.streamIndex == index else { continue }
      let time = MediaTime(ticks: Int64(packet.ticks), timebase: timebase)
      return time.frame(at: frameRate)
    }
    return nil
  }

  /// Gives a muxer's stream this file's parameters.
  func describe(_ target: UnsafeMutablePointer<AVStream>) throws(FFmpegError) {
    let stream = try demuxer.stream(index)
    try check(
      avcodec_parameters_copy(target.pointee.codecpar, stream.pointee.codecpar),
      "avcodec_parameters_copy")
    target.pointee.codecpar.pointee.codec_tag = 0
    target.pointee.time_base = AVRational(frameRate.inverse)
    target.pointee.avg_frame_rate = AVRational(frameRate)
  }
}

extension Muxer {
  /// Adds a video stream that takes the packets of pieces like `piece`.
  package func addVideo(copying piece: borrowing PieceReader) throws(FFmpegError) {
    try piece.describe(try newStream())
  }
}
