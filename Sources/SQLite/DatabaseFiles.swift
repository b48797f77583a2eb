// SPDX-License-Identifier: GPL-3.0-or-later

internal import CSQLite
internal import Glibc

/// A database's files on disk: the file itself and the companions that belong to it.
enum DatabaseFiles {
  /// "If a database file is separated from its WAL file, then transactions … might be lost".
  static let suffixes = ["", "-wal", "-shm", "-journal"]

  /// Moves the damaged file and its companions beside it, and answers the file's new path.
  static func setAside(_ path: String) throws(SQLiteError) -> String {
    var number = 1
    while size(of: "\(path).damaged-\(number)") != nil { number += 1 }
    let target = "\(path).damaged-\(number)"
    for suffix in suffixes where size(of: path + suffix) != nil {
      guard rename(path + suffix, target + suffix) == 0 else {
        throw systemFailure("rename \(path + suffix)")
      }
    }
    return target
  }

  /// True when the last user did not close the file: a clean close removes the log.
  static func hasLog(_ path: String) -> Bool { (size(of: path + "-wal") ?? 0) > 0 }

  /// Which file it is, whatever its name.
  struct Identity: Equatable, Sendable {
    var device: UInt64
    var inode: UInt64
  }

  /// Nil where there is no file.
  static func identity(of path: String) -> Identity? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  static func remove(_ path: String) { unlink(path) }

  private static func size(of path: String) -> Int64? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return Int64(status.st_size)
  }
}

/// The last failure of a system call, as the SQLite code that says the same.
func systemFailure(_ call: String) -> SQLiteError {
  let number = errno
  let code =
    switch number {
    case ENOSPC, EDQUOT: SQLITE_FULL
    case EROFS, EACCES, EPERM: SQLITE_READONLY
    case ENOENT, ENOTDIR, ELOOP: SQLITE_CANTOPEN
    default: SQLITE_IOERR
    }
  return SQLiteError(code: code, message: String(cString: strerror(number)), sql: call)
}
