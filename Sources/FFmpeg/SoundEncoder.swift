// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// AAC-LC, stereo, 48 kHz: the soundtrack of every film.
package struct SoundEncoder: ~Copyable {
  private let context: EncoderContext
  private let frame: Frame

  package static let sampleRate = 48_000
  package static let channels = 2
  /// Samples of each channel in one packet of AAC-LC.
  package static let packetSamples = 1024
  private static let bitRate: Int64 = 192_000

  package init() throws(FFmpegError) {
    let context = try EncoderContext(codec: "aac")
    let coder = context.pointer
    coder.pointee.sample_rate = Int32(Self.sampleRate)
    coder.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
    coder.pointee.bit_rate = Self.bitRate
    coder.pointee.time_base = AVRational(num: 1, den: Int32(Self.sampleRate))
    coder.pointee.flags |= cff_flag_global_header
    cff_set_stereo(coder)
    // The other coder takes twice the time and, at this rate, leaves as much noise or more.
    try context.open(try Options(["aac_coder": "fast"]))
    let frame = try Frame()
    self.context = context
    self.frame = frame
  }

  /// Samples of each channel that the encoder takes at a time; only the last block may be shorter.
  package var blockSize: Int { Int(context.pointer.pointee.frame_size) }

  /// Encodes interleaved stereo samples that start at sample `start` of the film.
  package func send(_ samples: [Float], start: Int) throws(FFmpegError) {
    let count = samples.count / Self.channels
    frame.clear()
    let block = frame.pointer
    block.pointee.nb_samples = Int32(count)
    block.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    block.pointee.sample_rate = Int32(Self.sampleRate)
    block.pointee.pts = Int64(start)
    cff_frame_set_stereo(block)
    try check(av_frame_get_buffer(block, 0), "av_frame_get_buffer")
    for channel in 0..<Self.channels {
      let plane = try required(cff_frame_plane(block, Int32(channel)), "av_frame_get_buffer")
      plane.withMemoryRebound(to: Float.self, capacity: count) { plane in
        for index in 0..<count { plane[index] = samples[index * Self.channels + channel] }
      }
    }
    try context.send(block)
  }

  /// Says that no sample follows.
  package func end() throws(FFmpegError) { try context.send(nil) }

  /// Fetches the next packet; false when the encoder needs more samples or has ended.
  package func receive(into packet: borrowing Packet) throws(FFmpegError) -> Bool {
    try context.receive(into: packet)
  }

  /// Gives the muxer's stream this encoder's parameters.
  func describe(_ stream: UnsafeMutablePointer<AVStream>) throws(FFmpegError) {
    try check(
      avcodec_parameters_from_context(stream.pointee.codecpar, context.pointer),
      "avcodec_parameters_from_context")
    stream.pointee.time_base = AVRational(num: 1, den: Int32(Self.sampleRate))
  }
}
