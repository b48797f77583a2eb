// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct SlotTests {
  private func grid(_ energies: [Double]) -> BeatGrid {
    let music = Songs.steady(bpm: 120, seconds: 40, energies: energies)
    return BeatGrid(
      music, window: MusicWindow(wholeSong: music, rate: Rational(30)), rate: Rational(30))
  }

  @Test func `slots lie between all cuts, without a gap`() {
    let slots = Slot.all(cuts: [60, 180], on: grid([0.5]))
    #expect(slots.map(\.start) == [0, 60, 180])
    #expect(slots.map(\.end) == [60, 180, 1200])
    #expect(slots.map(\.count).reduce(0, +) == 1200)
    #expect(Slot.all(cuts: [], on: grid([0.5])).count == 1)
  }

  @Test func `a slot has the energy of the music under it`() {
    let slots = Slot.all(cuts: [600], on: grid([0.2, 0.9]))
    #expect(abs(slots[0].energy - 0.2) < 1e-9)
    #expect(abs(slots[1].energy - 0.9) < 1e-9)
  }

  @Test func `a highlight starts where an energetic section does`() {
    let slots = Slot.all(cuts: [300, 600, 615], on: grid([0.2, 0.9]))
    #expect(slots.map(\.isHighlight) == [false, false, true, false])
    #expect(Slot.all(cuts: [600], on: grid([0.2, 0.6])).allSatisfy { !$0.isHighlight })
  }
}
