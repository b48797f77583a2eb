// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// What one folder of a drop folder holds, without what its folders hold.
struct FolderListing: Sendable {
  /// Sorted by path, from the drop folder; junk is left out.
  var files: [ScannedFile] = []
  /// Names of the folders to enter, sorted.
  var folders: [[UInt8]] = []
  var hasPause = false
  /// Nil for a folder that could not be read.
  var access: FolderAccess?
  /// This folder or files in it that could not be read.
  var problems: [ScanProblem] = []

  /// Reads the folder `path` below `root`, through no link; nil when it is of another device, or too deep.
  ///
  /// Nothing stays open: an idle share can be unmounted.
  static func read(
    _ path: Path, below root: Path, device: UInt64
  ) throws(SystemError) -> FolderListing? {
    let names = path.components
    guard names.count <= deepest else { return nil }
    var folder = try FileDescriptor.open(root, .directory)
    for name in names { folder = try FileDescriptor.open(name, in: folder, .directory) }
    let status = try FileStatus.read(of: folder)
    guard status.device == device else { return nil }
    var listing = FolderListing()
    listing.access = FolderAccess(status)
    let entries = try Directory.entries(of: folder)
    guard !entries.contains(where: { FolderRule.isKeepOut($0.name) }) else { return listing }
    let isResult = FolderRule(path) == .results
    for entry in entries {
      if entry.kind == .directory {
        if !isResult, FolderRule(path.joining(entry.name)) != .skip {
          listing.folders.append(entry.name)
        }
      } else {
        listing.add(entry, in: folder, path)
      }
    }
    return listing
  }

  private mutating func add(
    _ entry: Directory.Entry, in folder: borrowing FileDescriptor, _ path: Path
  ) {
    if FolderRule.isPause(entry.name) { hasPause = true }
    do throws(SystemError) {
      if let file = try ScannedFile(entry, in: folder, path) { files.append(file) }
    } catch {
      problems.append(ScanProblem(path: path.joining(entry.name), error: error))
    }
  }

  /// Folders within folders: more than any camera or person makes.
  private static let deepest = 64
}
