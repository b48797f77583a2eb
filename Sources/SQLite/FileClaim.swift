// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// A lock on `PATH.lock` that tells whether another process has the database open.
///
/// The database file itself must not be locked or even opened here: closing it would drop the locks
/// that SQLite holds on it in this process.
struct FileClaim: ~Copyable, Sendable {
  private let descriptor: Int32

  init(path: String) throws(SQLiteError) {
    let lock = path + ".lock"
    descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw systemFailure("open \(lock)") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Claims the file for this user alone, until `share`; false when it is in use.
  func takeAlone() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Lets others open the file too; waits while one of them holds it alone.
  func share() throws(SQLiteError) {
    while flock(descriptor, LOCK_SH) != 0 {
      guard errno == EINTR else { throw systemFailure("flock") }
    }
  }
}
