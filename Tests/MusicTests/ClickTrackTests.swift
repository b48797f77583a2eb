// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Music

struct ClickTrackTests {
  /// Clicks over a song that always has the value `song`, in blocks of a size.
  private func mix(_ beats: [(Double, Int)], song: Float, block: Int = 777) -> [Float] {
    var track = ClickTrack(
      beats: beats.map { Beat(time: MediaTime(seconds: $0.0), position: $0.1) }, sampleRate: 48_000)
    var mixed: [Float] = []
    for start in stride(from: 0, to: 48_000, by: block) {
      var samples = [Float](repeating: song, count: 2 * min(block, 48_000 - start))
      track.mix(into: &samples, channels: 2)
      mixed += samples
    }
    return mixed
  }

  @Test func `a click starts with its loudest sample, on its beat, in both channels`() {
    let mixed = mix([(0.1, 1), (0.5, 2)], song: 0)
    let left = stride(from: 0, to: mixed.count, by: 2).map { mixed[$0] }
    let right = stride(from: 1, to: mixed.count, by: 2).map { mixed[$0] }
    #expect(left == right)
    #expect(left.firstIndex { $0 != 0 } == 4800)
    #expect(left[4800] == left.max())
    #expect(left[4800] == left[24_000])
    #expect(left[24_000 - 1] == 0)
    // A downbeat's next trough comes sooner: it is higher.
    let high = left[4800...].firstIndex { $0 < 0 } ?? 0
    let plain = left[24_000...].firstIndex { $0 < 0 } ?? 0
    #expect(high - 4800 < plain - 24_000)
  }

  @Test(arguments: [1, 64, 5000, 48_000])
  func `blocks of any size give the same sound`(block: Int) {
    let beats = [(0.1, 1), (0.11, 2), (0.9999, 3), (1.5, 4)]
    #expect(mix(beats, song: 0.3, block: block) == mix(beats, song: 0.3))
  }

  @Test(arguments: [Float(1), -1, 1.09])
  func `a song at full scale is not clipped`(song: Float) {
    let mixed = mix([(0.1, 1)], song: song)
    #expect(mixed.allSatisfy { abs($0) < 1 })
    #expect(mixed[0] == song / 2)
  }
}
