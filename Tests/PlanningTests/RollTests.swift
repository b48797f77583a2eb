// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import Testing

struct RollTests {
  private func take(_ start: Int, _ count: Int, marks: [Int] = []) -> Take {
    Take(
      source: 0, shot: 0, span: FrameSpan(start: start, count: count), score: 1, tier: .good,
      group: 0, marks: marks)
  }

  private let counts = [20, 30, 25, 12]

  @Test func `stretches follow one another as their slots do`() {
    var roll = Roll()
    for slot in [2, 0, 3] { roll.add(slot) }
    #expect(roll.slots == [0, 2, 3])
    // 20 and 25 frames take whole groups of 12; the last takes what it takes.
    #expect(roll.length(counts, grid: 12) == 24 + 36 + 12)
    #expect(roll.length(counts, grid: 1) == 20 + 25 + 12)
    roll.replace(2, with: 1)
    #expect(roll.slots == [0, 1, 3])
    roll.remove(0)
    roll.remove(0)
    #expect(roll.slots == [1, 3])
    #expect(Roll().length(counts, grid: 12) == 0)
  }

  @Test func `room that is left lies between them, on the grid`() {
    let roll = Roll([0, 2])
    #expect(roll.starts(in: take(100, 49), counts, grid: 12) == [100, 124])
    #expect(roll.starts(in: take(100, 49 + 40), counts, grid: 12) == [100, 160])
    #expect(Roll([0]).starts(in: take(100, 90), counts, grid: 12) == [100])
  }

  @Test func `neighbours jump far, or go on`() {
    #expect(Roll([0, 1]).starts(in: take(100, 54 + 24), counts, grid: 12) == [100, 120])
    #expect(Roll([0, 1]).starts(in: take(100, 54 + 36), counts, grid: 12) == [100, 160])
  }

  @Test(arguments: [(100, 100), (130, 112), (185, 160), (500, 160)])
  func `a single stretch ends soon after the mark`(mark: Int, start: Int) {
    #expect(Roll([0]).starts(in: take(100, 80, marks: [mark]), counts, grid: 12) == [start])
  }
}
