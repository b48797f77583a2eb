// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Goes through a drop folder by open folders, so that no rename on the way leads it out.
struct FolderWalk {
  let root: Path
  /// Called before a folder's names are read: who adds a watch here misses nothing.
  var enter: (Path) -> Void = { _ in }
  /// Called for each name that is no folder.
  var visit: (borrowing FileDescriptor, Path, Directory.Entry) throws(SystemError) -> Void

  init(
    root: Path,
    visit: @escaping (borrowing FileDescriptor, Path, Directory.Entry) throws(SystemError) -> Void
  ) {
    self.root = root
    self.visit = visit
  }

  /// Walks the tree and answers what could not be read; fails only when the root cannot.
  func run() throws(SystemError) -> [ScanProblem] {
    let folder = try FileDescriptor.open(root, .directory)
    let device = try FileStatus.read(of: folder).device
    let path = Path(bytes: [])
    enter(path)
    var problems: [ScanProblem] = []
    let entries = try Directory.entries(of: folder)
    for name in walk(folder, path, entries, &problems) {
      descend(to: name, in: folder, Place(path: path, device: device, depth: 1), &problems)
    }
    return problems
  }

  /// Where the walk stands.
  private struct Place {
    let path: Path
    let device: UInt64
    let depth: Int
  }

  /// Visits the names that are no folders and answers the folders to enter.
  private func walk(
    _ folder: borrowing FileDescriptor, _ path: Path, _ entries: [Directory.Entry],
    _ problems: inout [ScanProblem]
  ) -> [[UInt8]] {
    guard !entries.contains(where: { FolderRule.isKeepOut($0.name) }) else { return [] }
    var folders: [[UInt8]] = []
    for entry in entries {
      if entry.kind == .directory {
        let isResult = FolderRule(path) == .results
        if !isResult, FolderRule(path.joining(entry.name)) != .skip { folders.append(entry.name) }
        continue
      }
      do throws(SystemError) {
        try visit(folder, path, entry)
      } catch {
        problems.append(ScanProblem(path: path.joining(entry.name), error: error))
      }
    }
    return folders
  }

  private func descend(
    to name: [UInt8], in parent: borrowing FileDescriptor, _ place: Place,
    _ problems: inout [ScanProblem]
  ) {
    let path = place.path.joining(name)
    do throws(SystemError) {
      let folder = try FileDescriptor.open(name, in: parent, .directory)
      guard place.depth < FolderWalk.deepest,
        try FileStatus.read(of: folder).device == place.device
      else { return }
      enter(path)
      let entries = try Directory.entries(of: folder)
      let next = Place(path: path, device: place.device, depth: place.depth + 1)
      for name in walk(folder, path, entries, &problems) {
        descend(to: name, in: folder, next, &problems)
      }
    } catch {
      if !error.isMissing { problems.append(ScanProblem(path: path, error: error)) }
    }
  }

  /// Folders within folders; each level holds a descriptor open.
  private static let deepest = 64
}
