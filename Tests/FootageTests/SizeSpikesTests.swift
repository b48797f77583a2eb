// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Footage

struct SizeSpikesTests {
  static let second = TimeRange(start: .zero, end: MediaTime(seconds: 1))

  /// Sizes of a second at 25 pictures, after a key frame.
  private func spikes(_ sizes: [Int: Int], key: Int = 10_000) -> SizeSpikes {
    var spikes = SizeSpikes()
    let pictures = (1..<25).map { number in
      (
        time: MediaTime(frame: number, rate: Rational(25)), bytes: sizes[number] ?? 1000,
        isKeyFrame: false
      )
    }
    spikes.process([(time: .zero, bytes: key, isKeyFrame: true)] + pictures)
    return spikes
  }

  @Test(arguments: [
    ([12: 1400], false, false), ([12: 1800], true, false), ([12: 5000], true, true),
    ([12: 2500], true, false), ([5: 5000, 20: 5000], true, true), ([:], false, false),
    // Of three alike, none stands out.
    ([8: 5000, 12: 5000, 16: 5000], false, false),
  ])
  func `a size stands out from those around it`(
    sizes: [Int: Int], isPossible: Bool, isCertain: Bool
  ) {
    let spikes = spikes(sizes)
    #expect((spikes.range(of: .possible, in: Self.second) != nil) == isPossible)
    #expect((spikes.range(of: .certain, in: Self.second) != nil) == isCertain)
  }

  @Test func `the range reaches a quarter of a second to both sides, within the step`() {
    let middle = spikes([12: 5000]).range(of: .certain, in: Self.second)
    #expect(middle?.start == MediaTime(seconds: 0.23))
    #expect(middle?.end == MediaTime(seconds: 0.73))
    #expect(spikes([3: 5000]).range(of: .certain, in: Self.second)?.start == .zero)
    let two = spikes([8: 5000, 22: 5000]).range(of: .certain, in: Self.second)
    #expect(two?.start == MediaTime(seconds: 0.07))
    #expect(two?.end == Self.second.end)
  }

  @Test func `too few pictures say nothing`() {
    var spikes = SizeSpikes()
    spikes.process([
      (time: .zero, bytes: 10_000, isKeyFrame: true),
      (time: MediaTime(seconds: 0.1), bytes: 9000, isKeyFrame: false),
      (time: MediaTime(seconds: 0.2), bytes: 100, isKeyFrame: false),
    ])
    #expect(spikes.range(of: .possible, in: Self.second) == nil)
  }
}
