// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// The watches on one tree of folders, and whether they can be relied on.
struct FolderWatches {
  /// Watch to folder, from the drop folder.
  var folders: [Int32: Path] = [:]
  var mode = FolderHints.Mode.watching

  /// Adds a watch to every folder, each before its names are read, so that nothing falls between.
  static func add(_ root: Path, to queue: InotifyQueue) -> FolderWatches {
    var watches = FolderWatches()
    do throws(SystemError) {
      let kind = try FileSystem.read(root).kind
      guard kind.reportsChanges else {
        return FolderWatches(mode: .polling(reason: "\(kind.words) does not report changes"))
      }
      try watches.watchAll(root, queue)
    } catch {
      watches.mode = .polling(reason: error.description)
    }
    return watches
  }

  private mutating func watchAll(_ root: Path, _ queue: InotifyQueue) throws(SystemError) {
    var found: [Int32: Path] = [:]
    var failure: SystemError?
    var walk = FolderWalk(root: root) { (_, _, _) in }
    walk.enter = { (path) in
      // The limit is reached: more attempts would fail alike.
      guard failure == nil else { return }
      do throws(SystemError) {
        // The drop folder itself may be given as a link; "." is what it leads to.
        let folder = path.bytes.isEmpty ? root.joining(".") : root.joining(path)
        found[try queue.add(folder)] = path
      } catch {
        // A folder that is gone or closed to us is no reason to poll the others.
        if !error.isMissing, !error.isPermission { failure = error }
      }
    }
    _ = try walk.run()
    folders = found
    if let failure { mode = .polling(reason: failure.description) }
  }
}

extension FileSystemKind {
  fileprivate var words: String {
    switch self {
    case .local: "a local file system"
    case .network: "a network file system"
    case .userSpace: "a FUSE file system"
    case .overlay: "an overlay file system"
    }
  }
}
