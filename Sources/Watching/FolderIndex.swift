// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// What is known of a drop folder: its files in one list, its folders by path.
struct FolderIndex: Sendable {
  /// Sorted by path, from the drop folder.
  private(set) var files: [ScannedFile] = []
  private var folders: [Path: Folder] = [:]
  /// How often a folder was found to let in others than before.
  private(set) var grants = 0

  private struct Folder: Sendable {
    var children: [[UInt8]]
    var hasPause: Bool
    var access: FolderAccess?
    var problems: [ScanProblem]
  }

  /// What a look found anew.
  struct Findings {
    /// Folders as they are now, by path from the drop folder.
    var folders: [Path: FolderListing] = [:]
    /// Folders of which nothing is there but what the listings say.
    var dropped: Set<Path> = []
    /// Single files; nil for one that is gone.
    var files: [Path: ScannedFile?] = [:]
    /// Nothing else is there.
    var isEverything = false
  }

  /// What the findings changed.
  struct Change {
    var changed: [ScannedFile] = []
    var gone: [ScannedFile] = []
    /// Folders that could not be read, or could again, pause, or pause no more, or let in others than before.
    var areFoldersChanged = false

    var isEmpty: Bool { changed.isEmpty && gone.isEmpty && !areFoldersChanged }
  }

  var problems: [ScanProblem] {
    folders.values.flatMap(\.problems).sorted { $0.path < $1.path }
  }

  /// Folders with a `PAUSE` file that may pause something: the drop folder, and those with a config.
  var paused: Set<Path> {
    let pausing = self.pausing
    guard !pausing.isEmpty else { return [] }
    let projects = files.lazy.filter { $0.kind == .config }.map(\.path.parentFolder)
    return pausing.intersection([Path(bytes: [])] + Array(projects))
  }

  /// Folders that may not be read by everybody who gets into the drop folder.
  var secluded: Set<Path> {
    guard let root = folders[Path(bytes: [])]?.access else { return [] }
    let others = folders.lazy.filter { !$0.key.bytes.isEmpty }
    return Set(others.filter { $0.value.access?.admitsAll(of: root) == false }.map(\.key))
  }

  func isKnown(_ folder: Path) -> Bool { folders[folder] != nil }

  /// Names of the folders in `folder`.
  func children(of folder: Path) -> [[UInt8]] { folders[folder]?.children ?? [] }

  func file(_ path: Path) -> ScannedFile? {
    let place = lowerBound(path.bytes)
    return place < files.count && files[place].path == path ? files[place] : nil
  }

  /// Takes the findings and answers what they changed.
  mutating func apply(_ findings: Findings) -> Change {
    var change = Change()
    let before = (problems, pausing, secluded, grants)
    for (path, listing) in findings.folders {
      if let old = folders[path]?.access, old != listing.access { grants += 1 }
    }
    if findings.isEverything { folders = [:] }
    for path in findings.dropped { folders = folders.filter { !$0.key.isWithin(path) } }
    for (path, listing) in findings.folders {
      folders[path] = Folder(
        children: listing.folders, hasPause: listing.hasPause, access: listing.access,
        problems: listing.problems)
    }
    change.areFoldersChanged = before != (problems, pausing, secluded, grants)
    merge(findings, into: &change)
    return change
  }

  private var pausing: Set<Path> { Set(folders.lazy.filter(\.value.hasPause).map(\.key)) }

  /// Goes through old and new files side by side; what is unchanged keeps its place in memory.
  private mutating func merge(_ findings: Findings, into change: inout Change) {
    var found = newFiles(findings)[...]
    guard !files.isEmpty else {
      files = Array(found)
      change.changed = files
      return
    }
    let isQuestioned = questioned(by: findings)
    var result: [ScannedFile] = []
    result.reserveCapacity(max(files.count, found.count))
    for (place, old) in files.enumerated() {
      while let next = found.first, next.path < old.path {
        change.changed.append(next)
        result.append(next)
        found.removeFirst()
      }
      if let new = found.first, new.path == old.path {
        found.removeFirst()
        let isSame = new.fingerprint == old.fingerprint && new.kind == old.kind
        if !isSame { change.changed.append(new) }
        result.append(isSame ? old : new)
      } else if isQuestioned[place] {
        change.gone.append(old)
      } else {
        result.append(old)
      }
    }
    change.changed += found
    result += found
    if !change.changed.isEmpty || !change.gone.isEmpty { files = result }
  }

  /// Every file of the findings, sorted.
  private func newFiles(_ findings: Findings) -> [ScannedFile] {
    var found = findings.folders.values.flatMap(\.files)
    for case (let path, let file?) in findings.files
    // The listing of a folder is newer than a report about a file in it, and would name it twice.
    where findings.folders[path.parentFolder] == nil { found.append(file) }
    found.sort { $0.path < $1.path }
    return found
  }

  /// For each known file whether the findings speak about it, so that its absence from them means that it is gone.
  private func questioned(by findings: Findings) -> [Bool] {
    var marks = [Bool](repeating: findings.isEverything, count: files.count)
    guard !findings.isEverything else { return marks }
    for path in findings.dropped { for place in range(below: path) { marks[place] = true } }
    for path in findings.folders.keys {
      let skipped = path.bytes.isEmpty ? 0 : path.bytes.count + 1
      for place in range(below: path)
      where !files[place].path.bytes.dropFirst(skipped).contains(UInt8(ascii: "/")) {
        marks[place] = true
      }
    }
    for path in findings.files.keys {
      let place = lowerBound(path.bytes)
      if place < files.count, files[place].path == path { marks[place] = true }
    }
    return marks
  }

  /// Where the files below a folder stand.
  private func range(below folder: Path) -> Range<Int> {
    guard !folder.bytes.isEmpty else { return 0..<files.count }
    let start = lowerBound(folder.bytes + [UInt8(ascii: "/")])
    return start..<max(start, lowerBound(folder.bytes + [UInt8(ascii: "/") + 1]))
  }

  private func lowerBound(_ path: [UInt8]) -> Int {
    var range = 0..<files.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        files[middle].path.bytes.lexicographicallyPrecedes(path)
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}

extension Path {
  /// Whether it is `folder` or lies below it, both from the same drop folder.
  func isWithin(_ folder: Path) -> Bool {
    guard bytes.count > folder.bytes.count, !folder.bytes.isEmpty else {
      return folder.bytes.isEmpty || bytes == folder.bytes
    }
    return bytes[folder.bytes.count] == UInt8(ascii: "/") && bytes.starts(with: folder.bytes)
  }
}
