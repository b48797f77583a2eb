// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Which slots of a film show stretches of one take, and which stretches.
///
/// The stretches follow one another in the take as the slots do in the film, and start on its grid, so that each is a copy.
struct Roll: Hashable {
  /// Indices of slots, rising.
  private(set) var slots: [Int] = []

  init(_ slots: [Int] = []) { self.slots = slots }

  mutating func add(_ slot: Int) {
    slots.insert(slot, at: slots.partitioningIndex { $0 >= slot })
  }

  mutating func remove(_ slot: Int) {
    if let place = slots.firstIndex(of: slot) { slots.remove(at: place) }
  }

  mutating func replace(_ old: Int, with new: Int) {
    remove(old)
    add(new)
  }

  /// Frames that they take up, of which each but the last is followed by a rest up to the grid.
  func length(_ counts: [Int], grid: Int) -> Int {
    guard let last = slots.last else { return 0 }
    return slots.dropLast().reduce(counts[last]) {
      $0 + (counts[$1] + grid - 1) / grid * grid
    }
  }

  /// The first frame of each slot's stretch, for a take that has room for all.
  ///
  /// What room is left lies between them, so that they differ; a single one is put where the take is marked.
  func starts(in take: Take, _ counts: [Int], grid: Int) -> [Int] {
    let spare = (take.span.count - length(counts, grid: grid)) / grid
    guard slots.count > 1 else {
      return slots.map { start(ofSingle: counts[$0], in: take, spare: spare, grid: grid) }
    }
    var place = take.span.start
    var starts: [Int] = []
    for (index, slot) in slots.enumerated() {
      if index > 0 {
        var room = spare * index / (slots.count - 1) - spare * (index - 1) / (slots.count - 1)
        // Less than that between two neighbours is no cut but a stumble: there the shot simply goes on.
        if slots[index - 1] == slot - 1, room * grid < Casting.jumpFrames {
          place = starts[index - 1] + counts[slot - 1]
          room = 0
        }
        place += room * grid
      }
      starts.append(place)
      place += (counts[slot] + grid - 1) / grid * grid
    }
    return starts
  }

  private func start(ofSingle count: Int, in take: Take, spare: Int, grid: Int) -> Int {
    var start = take.span.start
    if let mark = take.marks.first {
      // Somebody presses the button when it has happened.
      let wanted = (mark - take.span.start - count * 2 / 3) / grid
      start += min(max(wanted, 0), max(spare, 0)) * grid
    }
    guard !take.pans.isEmpty else { return start }
    return take.starts(cuttingNoPan: count, spare: spare, grid: grid)
      .min { abs($0 - start) < abs($1 - start) } ?? start
  }
}
