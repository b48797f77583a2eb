// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// Gives a file another name in the same folder, in one step for every observer.
package enum Rename {
  /// Renames; what has the new name is replaced, or with `replacing: false` fails with `EEXIST`.
  package static func move(
    _ old: [UInt8], to new: [UInt8], in directory: borrowing FileDescriptor, replacing: Bool
  ) throws(SystemError) {
    let folder = directory.raw
    guard !replacing else {
      return try rename(old, new, folder, flags: 0)
    }
    do throws(SystemError) {
      try rename(old, new, folder, flags: clx_rename_no_replace)
    } catch {
      // Some network and FUSE file systems know no flags.
      guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.errno) else { throw error }
      try linkAndUnlink(old, new, directory)
    }
  }

  /// A hard link never replaces, so it stands in for the missing flag.
  package static func linkAndUnlink(
    _ old: [UInt8], _ new: [UInt8], _ directory: borrowing FileDescriptor
  ) throws(SystemError) {
    let folder = directory.raw
    do throws(SystemError) {
      try twoPaths("linkat", old, new) { linkat(folder, $0, folder, $1, 0) }
    } catch {
      guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.errno) else { throw error }
      return try renameIfFree(old, new, directory)
    }
    try Directory.removeFile(old, in: directory)
  }

  /// The last resort, on file systems with neither flag nor links: a moment remains between look and rename.
  package static func renameIfFree(
    _ old: [UInt8], _ new: [UInt8], _ directory: borrowing FileDescriptor
  ) throws(SystemError) {
    do throws(SystemError) {
      _ = try FileStatus.read(new, in: directory)
    } catch {
      guard error.errno == ENOENT else { throw error }
      return try rename(old, new, directory.raw, flags: 0)
    }
    throw SystemError(errno: EEXIST, call: "renameat", path: Path(bytes: new))
  }

  private static func rename(
    _ old: [UInt8], _ new: [UInt8], _ folder: Int32, flags: UInt32
  ) throws(SystemError) {
    try twoPaths("renameat2", old, new) { (from, to) -> Int32 in
      // Plain rename for kernels and filters without renameat2.
      flags == 0 ? renameat(folder, from, folder, to) : renameat2(folder, from, folder, to, flags)
    }
  }

  private static func twoPaths(
    _ call: String, _ old: [UInt8], _ new: [UInt8],
    _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  ) throws(SystemError) {
    let target = Path(bytes: new)
    guard !old.contains(0) else { throw SystemError(errno: EINVAL, call: call, path: target) }
    let source = old.map(CChar.init(bitPattern:)) + [0]
    try check(call, at: target) { body(source, $0) }
  }
}
