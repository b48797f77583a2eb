// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// The stretch of a song under a film, block after block: silence where the song has ended, fades at the film's
/// start and end.
package struct SoundtrackReader: ~Copyable {
  private var reader: AudioReader
  /// Samples of each channel in the film, and how many have been handed out.
  package let sampleCount: Int
  private var position = 0
  private let fades: SoundFades

  /// Opens the song at the soundtrack's start; the descriptor stays the caller's.
  package init(
    song: Int32, soundtrack: Soundtrack, sampleCount: Int, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    var reader = try AudioReader(
      descriptor: song, sampleRate: SoundEncoder.sampleRate, channels: SoundEncoder.channels,
      interrupt: interrupt)
    try reader.forEachBlock(upTo: max(Self.samples(soundtrack.start), 0)) {
      (_) throws(FFmpegError) in
    }
    self.reader = reader
    self.sampleCount = sampleCount
    fades = SoundFades(soundtrack, sampleCount: sampleCount)
  }

  /// The next block of interleaved samples, at most `count` of each channel; nil at the film's end.
  package mutating func next(_ count: Int) throws(FFmpegError) -> [Float]? {
    let count = min(count, sampleCount - position)
    guard count > 0 else { return nil }
    var block: [Float] = []
    let read = try reader.read(into: &block, count: count)
    block += [Float](repeating: 0, count: (count - read) * SoundEncoder.channels)
    fades.apply(to: &block, at: position)
    position += count
    return block
  }

  fileprivate static func samples(_ time: MediaTime) -> Int {
    time.frame(at: Rational(Int64(SoundEncoder.sampleRate)))
  }
}

/// The fades of a film's sound.
struct SoundFades: Sendable {
  private let sampleCount: Int
  private let inSamples: Int
  private let outSamples: Int

  init(_ soundtrack: Soundtrack, sampleCount: Int) {
    self.sampleCount = sampleCount
    inSamples = min(SoundtrackReader.samples(soundtrack.fadeIn), sampleCount)
    outSamples = min(SoundtrackReader.samples(soundtrack.fadeOut), sampleCount)
  }

  /// Fades interleaved samples that begin at sample `start` of the film.
  func apply(to block: inout [Float], at start: Int) {
    let count = block.count / SoundEncoder.channels
    guard start < inSamples || start + count > sampleCount - outSamples else { return }
    for index in block.indices {
      let sample = start + index / SoundEncoder.channels
      if sample < inSamples {
        let share = Float(sample) / Float(inSamples)
        block[index] *= share * share
      }
      if sample >= sampleCount - outSamples {
        let rest = Float(sampleCount - sample) / Float(outSamples)
        // Squared: even to the ear, which hears loudness, not amplitude.
        block[index] *= rest * rest
      }
    }
  }
}
