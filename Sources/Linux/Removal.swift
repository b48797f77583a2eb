// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

extension Directory {
  /// Removes the name of a file; none there is fine.
  package static func remove(_ path: Path) throws(SystemError) {
    do throws(SystemError) {
      try check("unlink", at: path) { unlink($0) }
    } catch {
      guard error.errno == ENOENT else { throw error }
    }
  }
}

extension Rename {
  /// Gives a file a second name, or moves it where links are unknown; a file of that name is replaced.
  package static func keep(_ path: Path, as other: Path) throws(SystemError) {
    try Directory.remove(other)
    let source = path.bytes.map(CChar.init(bitPattern:)) + [0]
    do throws(SystemError) {
      try check("link", at: other) { link(source, $0) }
    } catch {
      // FAT, many network shares and some FUSE mounts.
      guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK, EXDEV].contains(error.errno) else { throw error }
      try check("rename", at: other) { rename(source, $0) }
    }
  }
}
