// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Watching

/// What is known of the footage files of a drop folder; a file that nothing is noted of is measured.
///
/// Most files of a large folder are measured, so that only the others take room.
struct ClipBook: Sendable {
  private(set) var notes: [Path: Note] = [:]

  /// How far a file is that is not measured, or of no use.
  struct Note: Sendable, Hashable {
    var state: State
    var file: ScannedFile
    /// In ms since 1970.
    var since: Int64
  }

  enum State: Sendable, Hashable {
    /// Nobody has looked at it.
    case unseen
    /// A coarse look was taken.
    case seen
    /// A worker failed on it and will have it again; ms since 1970, and why.
    case waiting(until: Int64, String)
    /// Its own fault, in a sentence.
    case rejected(String)
    /// Workers crash on it, in a sentence.
    case quarantined(String)
    case measured
  }

  /// Keeps notes of files that are still there as they were, and adds those of new and changed ones.
  mutating func take(_ news: [Path: Note], files: [ScannedFile]) {
    notes = notes.filter { path, _ in files.holds(path) }
    for (path, note) in news { self.note(path, note) }
  }

  mutating func note(_ path: Path, _ note: Note) {
    notes[path] = note.state == .measured ? nil : note
  }

  /// The same with another state.
  mutating func note(_ path: Path, _ state: State, at time: Int64) {
    guard var note = notes[path] else { return }
    note.state = state
    note.since = time
    self.note(path, note)
  }
}

extension [ScannedFile] {
  /// Whether a file of this path is in the list, which is sorted by path.
  func holds(_ path: Path) -> Bool {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low].path == path
  }

  /// Files that are new or other than in `old`; both are sorted by path.
  func changes(since old: [ScannedFile]) -> [ScannedFile] {
    var news: [ScannedFile] = []
    var index = old.startIndex
    for file in self {
      while index < old.endIndex, old[index].path < file.path { index += 1 }
      let isKnown =
        index < old.endIndex && old[index].path == file.path
        && old[index].fingerprint == file.fingerprint
      if !isKnown { news.append(file) }
    }
    return news
  }
}
