// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Rendering

struct DuckingTests {
  /// Energies of ten seconds, loud in these slots of 10 ms.
  private func energies(_ loud: Range<Int>..., soft: Double = 1e-9) -> [Double] {
    (0..<1_000).map { slot in loud.contains { $0.contains(slot) } ? 0.01 : soft }
  }

  @Test func `the music falls by 10 dB before speech and comes back after it`() {
    let levels = Ducking.levels(for: energies(400..<600))
    #expect(levels.count == 1_000)
    #expect(levels[400..<600].allSatisfy { $0 == -10 })
    #expect(levels[..<360].allSatisfy { $0 == 0 })
    #expect(levels[690...].allSatisfy { $0 == 0 })
    // Neither jumps.
    #expect(zip(levels, levels.dropFirst()).allSatisfy { abs($0 - $1) <= 0.501 })
  }

  @Test func `short pauses are bridged, long ones not`() {
    let short = Ducking.levels(for: energies(200..<300, 350..<450))
    #expect(short[200..<450].allSatisfy { $0 == -10 })
    let long = Ducking.levels(for: energies(200..<300, 500..<600))
    #expect(long[400] == 0)
  }

  @Test func `what is much softer than the speech is background`() {
    let levels = Ducking.levels(for: energies(400..<600, soft: 0.0001))
    #expect(levels[100] == 0)
    #expect(levels[900] == 0)
  }

  @Test func `silence ducks nothing`() {
    #expect(Ducking.levels(for: energies()).allSatisfy { $0 == 0 })
    #expect(Ducking.levels(for: []).isEmpty)
  }
}
