// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// The coded sound of a file that this program wrote, one packet after the other, without decoding.
package struct SoundPackets: ~Copyable {
  private let demuxer: Demuxer
  private let index: Int

  /// Ticks of the packets' times.
  package static let timebase = Rational(1, Int64(SoundEncoder.sampleRate))

  /// Opens the file; `descriptor` stays the caller's.
  package init(descriptor: Int32, interrupt: InterruptFlag? = nil) throws(FFmpegError) {
    let demuxer = try Demuxer(
      descriptor: descriptor, interrupt: interrupt, decodingAhead: false)
    guard let index = demuxer.audioIndex else {
      throw FFmpegError(code: cff_error_stream_not_found, call: "SoundPackets.init")
    }
    let parameters = try demuxer.stream(index).pointee.codecpar.pointee
    guard parameters.codec_id == AV_CODEC_ID_AAC,
      parameters.sample_rate == Int32(SoundEncoder.sampleRate)
    else { throw FFmpegError(code: cff_error_invalid_data, call: "SoundPackets.init") }
    demuxer.select(index)
    self.demuxer = demuxer
    self.index = index
  }

  /// Reads the next packet, and answers the sample at which it starts; nil at the end.
  ///
  /// The first one starts below zero: the decoder swallows what it makes of it.
  package func next(into packet: borrowing Packet) throws(FFmpegError) -> Int? {
    while try demuxer.read(into: packet) {
      if packet.streamIndex == index { return packet.ticks }
    }
    return nil
  }

  /// Gives a muxer's stream this file's parameters.
  fileprivate func describe(_ target: UnsafeMutablePointer<AVStream>) throws(FFmpegError) {
    let stream = try demuxer.stream(index)
    try check(
      avcodec_parameters_copy(target.pointee.codecpar, stream.pointee.codecpar),
      "avcodec_parameters_copy")
    target.pointee.codecpar.pointee.codec_tag = 0
    target.pointee.time_base = AVRational(Self.timebase)
  }
}

extension Muxer {
  /// Adds a sound stream that takes the packets of `sound`.
  package func addSound(copying sound: borrowing SoundPackets) throws(FFmpegError) {
    try sound.describe(try newStream())
  }
}
