// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

/// The sound of one footage file at exact places, counted from its first displayed picture.
package struct FootageSound: ~Copyable {
  private var source: FrameSource
  private let frame: Frame
  private let timebase: Rational
  /// Timestamp of the first displayed picture in ticks of the sound's stream.
  private let origin: Int64
  private var resampler: Resampler?
  private var samples: [Float] = []

  /// Opens the file; `descriptor` stays the caller's, open for this value's life.
  package init(
    descriptor: Int32, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let source = try FrameSource(
      Opening(descriptor: descriptor, purpose: .sound, interrupt: interrupt))
    let frame = try Frame()
    let timebase = Rational(try source.demuxer.stream(source.index).pointee.time_base)
    let pictures = try VideoReader(
      descriptor: descriptor, purpose: .analysis, interrupt: interrupt)
    origin = pictures.firstTimestamp?.rescaled(to: timebase).ticks ?? 0
    self.source = source
    self.frame = frame
    self.timebase = timebase
  }

  /// Hands out the sound from sample `start` to before `end`, both at 48 kHz, piece by piece in order; what the
  /// file does not hold is left out.
  package mutating func read(
    from start: Int, to end: Int, _ body: (_ place: Int, [Float]) throws(FFmpegError) -> Void
  ) throws(FFmpegError) {
    try seek(to: start)
    var place = start
    // Where the next sample of the decoder belongs; nil before the first.
    var next: Int?
    while try source.next(into: frame) {
      let stamped = frame.timestamp.map { self.place(of: $0) }
      let isJump = stamped.map { abs($0 - (next ?? Int.min / 2)) > Self.tolerance } ?? (next == nil)
      if isJump || resampler?.accepts(frame) != true {
        try resampler?.finish(into: &samples)
        try hand(out: &place, next ?? start, before: end, body)
        resampler = try Resampler(
          like: frame, sampleRate: SoundEncoder.sampleRate, channels: SoundEncoder.channels)
        next = isJump ? stamped ?? start : next
      }
      try resampler?.convert(frame, into: &samples)
      let count = samples.count / SoundEncoder.channels
      try hand(out: &place, next ?? start, before: end, body)
      next = (next ?? start) + count
      if (next ?? start) >= end { return }
    }
    try resampler?.finish(into: &samples)
    try hand(out: &place, next ?? start, before: end, body)
  }

  /// Hands out those of the samples, which begin at `first`, that lie from `place` to before `end`.
  private mutating func hand(
    out place: inout Int, _ first: Int, before end: Int,
    _ body: (_ place: Int, [Float]) throws(FFmpegError) -> Void
  ) throws(FFmpegError) {
    let count = samples.count / SoundEncoder.channels
    let from = max(place, first)
    let to = min(first + count, end)
    defer { samples.removeAll(keepingCapacity: true) }
    guard from < to else { return }
    place = to
    let slice = samples[
      ((from - first) * SoundEncoder.channels)..<((to - first) * SoundEncoder.channels)]
    try body(from, Array(slice))
  }

  private mutating func seek(to start: Int) throws(FFmpegError) {
    resampler = nil
    let early = MediaTime(ticks: Int64(start - Self.preroll), timebase: SoundPackets.timebase)
    // A container without an index starts over, or goes on where it is.
    _ = source.seek(timestamp: origin &+ early.rescaled(to: timebase, rounding: .down).ticks)
  }

  private func place(of timestamp: Int64) -> Int {
    let ticks = Int64(clamping: Int128(timestamp) - Int128(origin))
    return Int(
      MediaTime(ticks: ticks, timebase: timebase).rescaled(to: SoundPackets.timebase).ticks)
  }

  /// Samples decoded before those that are wanted: coders overlap their blocks.
  private static let preroll = SoundEncoder.sampleRate / 5
  /// Samples by which time stamps may stray without a gap: containers round to milliseconds and worse.
  private static let tolerance = SoundEncoder.sampleRate / 25
}
