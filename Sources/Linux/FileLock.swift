// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

extension FileDescriptor {
  /// Takes the lock of this open file without waiting; false when another open file holds it.
  ///
  /// It is held until the last descriptor of the open file is closed, in whatever process: a killed owner lets go.
  /// Fails where the file system has no locks.
  package func tryLock() throws(SystemError) -> Bool {
    do throws(SystemError) {
      try check("flock") { flock(raw, LOCK_EX | LOCK_NB) }
      return true
    } catch {
      guard error.errno == EWOULDBLOCK else { throw error }
      return false
    }
  }
}
