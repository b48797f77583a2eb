// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Settings
internal import Watching

/// What there is to do in one drop folder now, the most urgent first; pure.
struct Agenda: Sendable, Hashable {
  /// Films to make, and whether something better will follow.
  var films: [FilmStep] = []
  /// Clips to look at.
  var clips: [ClipStep] = []
  /// When to decide again although nothing happened.
  var next: Duration?

  struct FilmStep: Sendable, Hashable {
    var film: FilmID
    var isPreliminary: Bool
  }

  struct ClipStep: Sendable, Hashable {
    var file: ScannedFile
    var isCoarse: Bool
    /// A film waits for it.
    var isAwaited: Bool

    var path: Path { file.path }
  }

  mutating func wake(at time: Duration?) {
    guard let time else { return }
    next = next.map { min($0, time) } ?? time
  }
}

/// Counts of one project's clips, and what is still to be done about them.
struct ClipCounts: Sendable, Hashable {
  var rule = MontageRule.Clips()
  var unusable = 0
  var settling = 0
  /// Bytes of clips that nobody has looked at.
  var unseenBytes: Int64 = 0
}
