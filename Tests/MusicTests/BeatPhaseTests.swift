// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct BeatPhaseTests {
  /// Every half second.
  private let frames = Array(stride(from: 100, to: 1000, by: 50))

  @Test(arguments: [1.0, 1.05, 3.52, 0.52, 11.48])
  func `a told beat near a found one means it`(time: Double) {
    #expect(BeatPhase(of: frames, through: time).frames == frames)
  }

  @Test(arguments: [1.25, 0.25, 30.25])
  func `a told beat between two moves all of them`(time: Double) {
    let moved = BeatPhase(of: frames, through: time).frames
    #expect(moved.first == 75)
    #expect(zip(moved, moved.dropFirst()).allSatisfy { $1 - $0 == 50 })
    #expect(moved.count == frames.count + 1)
  }

  @Test func `one beat alone stays`() {
    #expect(BeatPhase(of: [70], through: 3).frames == [70])
    #expect(BeatPhase(of: [], through: 3).frames == [])
  }

  @Test(arguments: [(1.0, 0), (1.2, 0), (1.3, 1), (-0.1, -2), (3.1, 4), (2.0, 2)])
  func `beats are counted beyond both ends`(time: Double, beat: Int) {
    #expect(BeatPhase.beat(at: time, in: [1, 1.5, 2]) == beat)
  }
}
