// SPDX-License-Identifier: GPL-3.0-or-later

/// A place for one shot between two cuts of the film.
struct Slot: Hashable, Sendable {
  /// First frame in the film, and the frame after the last.
  let start: Int
  let end: Int
  /// Energy of the music under it, 0 to 1.
  let energy: Double
  /// The music starts something big here: a place for the best material.
  let isHighlight: Bool

  var count: Int { end - start }

  /// Above this energy the start of a section is a highlight.
  private static let highlightEnergy = 0.7

  init(start: Int, end: Int, on grid: BeatGrid) {
    self.start = start
    self.end = end
    energy = grid.energy(from: start, to: end)
    isHighlight =
      grid.beat(nearest: start).map { beat in
        grid.frames[beat] == start && grid.startsSection[beat]
          && grid.energy[beat] >= Self.highlightEnergy
      } ?? false
  }

  /// The places between all cuts of a film.
  static func all(cuts: [Int], on grid: BeatGrid) -> [Slot] {
    zip([0] + cuts, cuts + [grid.frameCount]).map { Slot(start: $0, end: $1, on: grid) }
  }
}
