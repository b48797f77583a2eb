// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Rendering

struct SoundTakeTests {
  /// A take that is as loud as `loud` says of each sample of the film.
  private func take(_ start: Int, _ end: Int, loud: (Int) -> Bool = { _ in true }) -> SoundTake {
    var take = SoundTake(start: start, end: end)
    take.energies = (0..<(take.windowCount / SoundTake.slot)).map {
      loud(take.windowStart + $0 * SoundTake.slot) ? 0.01 : 1e-9
    }
    return take
  }

  @Test func `without a pause edits are at the cuts, and at the film's ends within it`() {
    let takes = [take(0, 96_000), take(96_000, 200_000)]
    let edges = SoundEdits.edges(of: takes, sampleCount: 200_000)
    #expect(
      edges == [
        SoundEdges(start: SoundTake.ramp, end: 96_000),
        SoundEdges(start: 96_000, end: 200_000 - SoundTake.ramp),
      ])
  }

  @Test(arguments: [
    // Nearer than 250 ms on either side; farther; at the cut itself.
    (100_000, true), (92_000, true), (96_000, true), (112_000, false), (80_000, false),
  ])
  func `an edit goes to a pause that is near enough`(pause: Int, isTaken: Bool) {
    let isLoud = { (sample: Int) in abs(sample - pause) > 2_400 }
    let takes = [
      take(0, 96_000, loud: isLoud), take(96_000, 200_000, loud: isLoud),
    ]
    let edges = SoundEdits.edges(of: takes, sampleCount: 200_000)
    #expect(edges[0].end == edges[1].start)
    if isTaken {
      #expect(abs(edges[0].end - pause) <= 2_400)
    } else {
      #expect(edges[0].end == 96_000)
    }
  }

  @Test func `of two pauses the nearer one is taken`() {
    let isLoud = { (sample: Int) in abs(sample - 90_000) > 1_900 && abs(sample - 98_400) > 1_900 }
    let takes = [
      take(0, 96_000, loud: isLoud), take(96_000, 200_000, loud: isLoud),
    ]
    let end = SoundEdits.edges(of: takes, sampleCount: 200_000)[0].end
    #expect(abs(end - 98_400) < 1_900)
  }

  @Test func `a pause of one sound only is none`() {
    let takes = [
      take(0, 96_000) { $0 < 93_000 || $0 > 99_000 }, take(96_000, 200_000),
    ]
    #expect(SoundEdits.edges(of: takes, sampleCount: 200_000)[0].end == 96_000)
  }

  @Test func `short clips keep most of their sound`() {
    let isLoud = { (sample: Int) in sample < 4_000 }
    let takes = (0..<10).map { take($0 * 4_800, $0 * 4_800 + 4_800, loud: isLoud) }
    let edges = SoundEdits.edges(of: takes, sampleCount: 48_000)
    for (take, edge) in zip(takes, edges) {
      #expect(abs(edge.start - take.start) <= 1_600)
      #expect(edge.end - edge.start >= 1_600)
    }
  }

  @Test func `a take among clips without sound has edits of its own`() {
    let edges = SoundEdits.edges(
      of: [take(48_000, 96_000), take(144_000, 192_000)], sampleCount: 240_000)
    #expect(
      edges == [SoundEdges(start: 48_000, end: 96_000), SoundEdges(start: 144_000, end: 192_000)])
  }
}
