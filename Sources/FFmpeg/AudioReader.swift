// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// The sound of one file as interleaved floats; sample 0 is the first that a player would play.
///
/// Encoder delay, padding and edit lists are cut by FFmpeg, so that beats found here are where ears hear them. Of a coder's
/// delay that the file does not tell (AAC without a container or in Matroska, MP3 without a LAME header) nothing is cut,
/// here as in players: the film's sound, which is read by this too, has it as well.
package struct AudioReader: ~Copyable {
  package let info: MediaInfo
  /// The stream that is read, as stored in the file.
  package let audio: AudioStream
  package let sampleRate: Int
  package let channels: Int

  private var source: FrameSource
  private let frame: Frame
  private var resampler: Resampler?
  private var ready = SampleQueue()
  private var hasEnded = false

  /// Opens the file's sound at `sampleRate` with 1 or 2 `channels`; `descriptor` stays the caller's, open for this value's life.
  package init(
    descriptor: Int32, sampleRate: Int, channels: Int, mode: ReadingMode = .direct,
    interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    precondition(sampleRate > 0 && (1...2).contains(channels), "mono or stereo at a positive rate")
    let source = try FrameSource(
      Opening(descriptor: descriptor, purpose: .sound, mode: mode, interrupt: interrupt))
    let frame = try Frame()
    let info = source.demuxer.info()
    guard let audio = info.audio else {
      throw FFmpegError(code: cff_error_stream_not_found, call: "AudioReader.init")
    }
    self.info = info
    self.audio = audio
    self.sampleRate = sampleRate
    self.channels = channels
    self.source = source
    self.frame = frame
  }

  /// Packets that the decoder refused and blocks that it had to repair.
  package var decodeFailures: Int { source.failures }

  /// Replaces `samples` by the next `count` samples per channel, fewer only before the end; answers how many, 0 at the end.
  package mutating func read(into samples: inout [Float], count: Int) throws(FFmpegError) -> Int {
    while ready.count < count * channels, !hasEnded { try decode() }
    return ready.take(count * channels, into: &samples) / channels
  }

  /// Hands out what is left, at most `limit` samples per channel, in blocks of about a second; answers how many that were.
  @discardableResult
  package mutating func forEachBlock(
    upTo limit: Int = .max, _ body: ([Float]) throws(FFmpegError) -> Void
  ) throws(FFmpegError) -> Int {
    var block: [Float] = []
    var total = 0
    while true {
      let count = try read(into: &block, count: min(Self.blockSize, limit - total))
      guard count > 0 else { return total }
      try body(block)
      total += count
    }
  }

  private static let blockSize = 1 << 16

  private mutating func decode() throws(FFmpegError) {
    guard try source.next(into: frame) else {
      hasEnded = true
      return try endSegment()
    }
    // Damaged streams change their format in the middle; what was held back belongs before.
    if resampler?.accepts(frame) == false { try endSegment() }
    if resampler == nil {
      resampler = try Resampler(like: frame, sampleRate: sampleRate, channels: channels)
    }
    try resampler?.convert(frame, into: &ready.samples)
  }

  private mutating func endSegment() throws(FFmpegError) {
    try resampler?.finish(into: &ready.samples)
    resampler = nil
  }
}

/// Samples between decoder and reader, taken from the front without moving the rest each time.
private struct SampleQueue {
  var samples: [Float] = []
  private var start = 0

  var count: Int { samples.count - start }

  mutating func take(_ wanted: Int, into target: inout [Float]) -> Int {
    let taken = min(wanted, count)
    target.removeAll(keepingCapacity: true)
    target += samples[start..<(start + taken)]
    start += taken
    if start * 2 > samples.count {
      samples.removeFirst(start)
      start = 0
    }
    return taken
  }
}
