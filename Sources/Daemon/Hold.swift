// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Watching

/// Where nothing may be started, by somebody's wish.
struct Hold: Sendable, Hashable {
  /// Paused through the command line: folders, by absolute path; an empty path is everything.
  var pauses: [Path: Pause] = [:]

  struct Pause: Sendable, Hashable {
    /// What runs was halted too.
    var isImmediate: Bool
    /// In ms since 1970; nil until somebody resumes.
    var until: Int64?
    var since: Int64
  }

  var everything: Pause? { pauses[Path(bytes: [])] }

  /// The pause by command that `place` is under.
  func pause(of place: Path) -> Pause? {
    everything ?? pauses.first { place.isInside($0.key) }?.value
  }

  /// Whether work below `place` has to wait.
  func covers(_ place: Path, in look: FolderLook?) -> Bool {
    everything != nil || pauses.keys.contains { place.isInside($0) } || isMarked(place, in: look)
  }

  /// Whether work below `place` that runs already has to end.
  ///
  /// A pause of everything suspends workers instead.
  func isHalting(_ place: Path, in look: FolderLook?) -> Bool {
    pauses.contains { $0.value.isImmediate && place.isInside($0.key) } || isMarked(place, in: look)
  }

  /// Somebody put a file `PAUSE` there, or above it.
  private func isMarked(_ place: Path, in look: FolderLook?) -> Bool {
    guard let view = look?.view else { return false }
    return view.paused.contains { place.isInside(view.root.joining($0)) }
  }

  /// Drops what has run out; answers when the next will, in ms since 1970.
  mutating func expire(at time: Int64) -> Int64? {
    pauses = pauses.filter { $0.value.until.map { $0 > time } ?? true }
    return pauses.values.compactMap(\.until).min()
  }
}

extension Path {
  /// Whether this is `folder`, or lies below it.
  func isInside(_ folder: Path) -> Bool {
    self == folder || !folder.bytes.isEmpty && relative(to: folder) != nil
  }
}
