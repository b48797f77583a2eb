// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// Everything in a drop folder that could matter, at one moment; the truth that hints only point to.
package struct FolderScan: Hashable, Sendable {
  /// The drop folder itself; another device or mount than last time means that a share came or went.
  package let root: FileStatus
  /// Sorted by path; junk is left out.
  package var files: [ScannedFile] = []
  /// Folders that could not be read, and why.
  package var problems: [ScanProblem] = []

  /// Reads the whole tree below `root`, which may itself be a link; blocks, so it belongs on a `SerialQueue`.
  ///
  /// Neither follows links nor enters other devices; what vanishes meanwhile is left out.
  package static func run(_ root: Path) throws(SystemError) -> FolderScan {
    let status = try FileStatus.read(root, followingLinks: true)
    var scan = FolderScan(root: status)
    let walk = FolderWalk(root: root) { (folder, path, entry) throws(SystemError) in
      guard let file = try ScannedFile(entry, in: folder, path) else { return }
      scan.files.append(file)
    }
    scan.problems = try walk.run()
    scan.files.sort { $0.path < $1.path }
    return scan
  }
}

/// A regular file found in a drop folder.
package struct ScannedFile: Hashable, Sendable {
  /// From the drop folder.
  package let path: Path
  package let kind: FileKind
  package let status: FileStatus

  package init(path: Path, kind: FileKind, status: FileStatus) {
    self.path = path
    self.kind = kind
    self.status = status
  }

  package var fingerprint: Fingerprint { Fingerprint(status) }

  /// Nil for junk, for what is no regular file, and for what is gone by now.
  init?(
    _ entry: Directory.Entry, in folder: borrowing FileDescriptor, _ path: Path
  ) throws(SystemError) {
    kind = FileKind(name: entry.name)
    guard entry.kind == .regular, kind != .junk,
      kind == .cuts || FolderRule(path) != .results
    else { return nil }
    self.path = path.joining(entry.name)
    do throws(SystemError) {
      status = try FileStatus.read(entry.name, in: folder)
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
    guard status.kind == .regular else { return nil }
  }
}

/// A folder that a scan could not read.
package struct ScanProblem: Hashable, Sendable {
  /// From the drop folder.
  package let path: Path
  package let error: SystemError

  package init(path: Path, error: SystemError) {
    self.path = path
    self.error = error
  }
}
