// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

extension ComparedSound {
  /// Decodes all of a film's sound; nil for a silent film.
  ///
  /// `heard` is told the seconds so far.
  package static func measured(
    in film: Int32, interrupt: InterruptFlag? = nil,
    heard: (Double) throws(FFmpegError) -> Void = { (_) throws(FFmpegError) in }
  ) throws(FFmpegError) -> ComparedSound? {
    let demuxer = try Demuxer(descriptor: film, interrupt: interrupt)
    guard let stream = demuxer.info().audio else { return nil }
    // What a player with two loudspeakers makes of more channels.
    let channels = min(max(stream.channels, 1), 2)
    var reader = try AudioReader(
      descriptor: film, sampleRate: stream.sampleRate, channels: channels, interrupt: interrupt)
    var meter = try R128Meter(sampleRate: stream.sampleRate, channels: channels)
    var done = 0
    let samples = try reader.forEachBlock { (block) throws(FFmpegError) in
      try meter.process(block)
      done += block.count / channels
      try heard(Double(done) / Double(stream.sampleRate))
    }
    return ComparedSound(stream: stream, samples: samples, loudness: try meter.finish())
  }
}
