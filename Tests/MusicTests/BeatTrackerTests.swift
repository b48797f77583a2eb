// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Music

struct BeatTrackerTests {
  @Test(arguments: [60.0, 97.3, 193.1])
  func `tempo is finer than a frame`(tempo: Double) {
    // Times in whole frames, as a decoder without snapping would find them.
    let times = (0..<100).map { (Double($0) * 60 / tempo * 100).rounded() / 100 }
    #expect(abs(BeatTracker.tempo(of: times) / tempo - 1) < 0.01)
  }

  @Test func `few beats have the tempo of their interval, one has none`() {
    #expect(BeatTracker.tempo(of: [1, 1.5]) == 120)
    #expect(BeatTracker.tempo(of: [1]) == 0)
    #expect(BeatTracker.tempo(of: []) == 0)
  }

  @Test func `three clicks are no rhythm`() throws {
    let found = try analysis(of: SyntheticMusic.clicks(at: [1, 1.5, 2], seconds: 6).samples)
    #expect(found.beats.isEmpty)
  }
}
