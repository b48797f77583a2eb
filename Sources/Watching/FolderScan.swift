// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// Everything in a drop folder that could matter, at one moment; the truth that hints only point to.
package struct FolderScan: Hashable, Sendable {
  /// The drop folder itself.
  package let root: FileStatus
  /// Sorted by path; junk is left out.
  package var files: [ScannedFile] = []
  /// Folders that could not be read, and why.
  package var problems: [ScanProblem] = []

  /// Reads the whole tree below `root`, which may itself be a link; blocks, so it belongs on a `SerialQueue`.
  ///
  /// Neither follows links nor enters other devices; what vanishes meanwhile is left out.
  package static func run(_ root: Path) throws(SystemError) -> FolderScan {
    var scan = FolderScan(root: try FileStatus.read(root, followingLinks: true))
    var paths = [Path(bytes: [])]
    while let path = paths.popLast() {
      do throws(SystemError) {
        guard
          let listing = try FolderListing.read(path, below: root, device: scan.root.device)
        else { continue }
        scan.files += listing.files
        scan.problems += listing.problems
        paths += listing.folders.map { path.joining($0) }
      } catch {
        guard !path.bytes.isEmpty else { throw error }
        if !error.isMissing { scan.problems.append(ScanProblem(path: path, error: error)) }
      }
    }
    scan.files.sort { $0.path < $1.path }
    scan.problems.sort { $0.path < $1.path }
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
    guard entry.kind == .regular,
      let kind = FileKind(name: entry.name, isResult: FolderRule(path) == .results)
    else { return nil }
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus.read(entry.name, in: folder)
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
    guard status.kind == .regular else { return nil }
    self.init(path: path.joining(entry.name), kind: kind, status: status)
  }

  /// The file `path` below `root` as it is now; nil as above.
  init?(_ path: Path, below root: Path) throws(SystemError) {
    let isResult = FolderRule(path.parentFolder) == .results
    guard let kind = FileKind(name: path.name, isResult: isResult) else { return nil }
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus.read(root.joining(path))
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
    guard status.kind == .regular else { return nil }
    self.init(path: path, kind: kind, status: status)
  }
}

extension FileKind {
  /// What a file is for in its folder, which may be one of results; nil when it is not worth a word.
  init?(name: [UInt8], isResult: Bool) {
    let kind = FileKind(name: name)
    switch kind {
    case .junk: return nil
    case .cuts: self = isResult ? .cuts : .other
    case .footage: self = isResult ? .film : .footage
    default:
      guard !isResult else { return nil }
      self = kind
    }
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
