// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// The stretch of a song under a film, block after block: silence where the song has ended, a fade at the film's end.
package struct SoundtrackReader: ~Copyable {
  private var reader: AudioReader
  /// Samples of each channel in the film, and how many have been handed out.
  package let sampleCount: Int
  private var position = 0
  private let fadeSamples: Int

  /// Opens the song at the soundtrack's start; the descriptor stays the caller's.
  package init(
    song: Int32, soundtrack: Soundtrack, sampleCount: Int, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    var reader = try AudioReader(
      descriptor: song, sampleRate: SoundEncoder.sampleRate, channels: SoundEncoder.channels,
      interrupt: interrupt)
    var skip = Self.samples(soundtrack.start)
    var block: [Float] = []
    while skip > 0 {
      let count = try reader.read(into: &block, count: min(skip, Self.skipBlock))
      if count == 0 { break }
      skip -= count
    }
    self.reader = reader
    self.sampleCount = sampleCount
    fadeSamples = min(Self.samples(soundtrack.fadeOut), sampleCount)
  }

  /// The next block of interleaved samples, at most `count` of each channel; nil at the film's end.
  package mutating func next(_ count: Int) throws(FFmpegError) -> [Float]? {
    let count = min(count, sampleCount - position)
    guard count > 0 else { return nil }
    var block: [Float] = []
    let read = try reader.read(into: &block, count: count)
    block += [Float](repeating: 0, count: (count - read) * SoundEncoder.channels)
    fade(&block)
    position += count
    return block
  }

  private func fade(_ block: inout [Float]) {
    let start = sampleCount - fadeSamples
    guard fadeSamples > 0, position + block.count / SoundEncoder.channels > start else { return }
    for index in block.indices {
      let sample = position + index / SoundEncoder.channels
      guard sample >= start else { continue }
      let rest = Float(sampleCount - sample) / Float(fadeSamples)
      // Squared: even to the ear, which hears loudness, not amplitude.
      block[index] *= rest * rest
    }
  }

  private static func samples(_ time: MediaTime) -> Int {
    time.frame(at: Rational(Int64(SoundEncoder.sampleRate)))
  }

  /// Samples read at once while looking for the start.
  private static let skipBlock = 1 << 16
}
