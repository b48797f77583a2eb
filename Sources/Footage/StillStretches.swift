// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Finds the stretches of a shot in which nothing changes, from one change after the other.
struct StillStretches: Sendable {
  private(set) var ranges: [TimeRange] = []
  private var start: MediaTime?
  private var end = MediaTime.zero

  /// Codes of 255 between two pictures: sensor noise alone makes more, a frozen picture none but coding noise.
  static let stillCodes = 0.08
  /// Shorter ones are pauses in the motion, not a frozen picture.
  private static let shortestSeconds = 0.5

  /// Adds the change to the next picture, in order of time.
  mutating func add(_ change: PictureChange) {
    guard change.codes < Self.stillCodes else { return close() }
    if start == nil { start = change.start }
    end = change.start + MediaTime(seconds: change.seconds)
  }

  /// Adds a gap between pictures of the file, over which the earlier one stays on show.
  mutating func add(gap: TimeRange) {
    if start == nil { start = gap.start }
    end = gap.end
  }

  /// Ends the stretch that may be open.
  mutating func close() {
    defer { start = nil }
    guard let start, (end - start).seconds >= Self.shortestSeconds else { return }
    ranges.append(TimeRange(start: start, end: end))
  }
}
