// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// A name in the file system to which programs of this machine connect.
///
/// A lock file beside the socket says whose it is, so that of two processes that find a dead one's socket only one takes it.
package final class UnixListener: Sendable {
  package let path: Path
  /// The group that may connect, besides the owner.
  package let group: UInt32
  private let descriptor: FileDescriptor
  private let lock: FileDescriptor
  private let inode: UInt64

  /// Starts to listen; fails with `EADDRINUSE` when a living process does so at `path`.
  ///
  /// A socket that a dead process left is replaced, anything else of that name is not.
  package init(at path: Path, permissions: UInt32) throws(SystemError) {
    let inUse = SystemError(errno: EADDRINUSE, call: "bind", path: path)
    let lock = try FileDescriptor.open(
      Path(bytes: path.bytes + Array(".lock".utf8)), .replacing(permissions: 0o600))
    guard try lock.tryLock() else { throw inUse }
    guard try Self.removeAbandoned(path) else { throw inUse }
    let descriptor = try UnixAddress.socket()
    // The umask narrows what bind makes of this: nobody gets in before `chmod` says so.
    try check("fchmod") { fchmod(descriptor.raw, 0o600) }
    let raw = descriptor.raw
    try UnixAddress.with(path, "bind") { bind(raw, $0, $1) }
    try check("chmod", at: path) { chmod($0, permissions) }
    try check("listen", path) { Glibc.listen(raw, Self.backlog) }
    let status = try FileStatus.read(path)
    self.path = path
    group = status.group
    inode = status.inode
    self.descriptor = descriptor
    self.lock = lock
  }

  /// The next program that connected; nil when none waits.
  package func accept() throws(SystemError) -> UnixStream? {
    do throws(SystemError) {
      let raw = descriptor.raw
      let accepted = FileDescriptor(owning: try check("accept", path) { clx_accept(raw) })
      return UnixStream(owning: accepted)
    } catch {
      // Who gave up before it was its turn is no error of ours.
      guard [EAGAIN, ECONNABORTED].contains(error.errno) else { throw error }
      return nil
    }
  }

  /// Waits until somebody connects or the task is cancelled; blocks no thread.
  package func untilConnected() async {
    await untilReadable(descriptor.raw)
    withExtendedLifetime(self) {}
  }

  /// Takes the name away; who is connected stays so.
  package func remove() throws(SystemError) {
    guard let status = try? FileStatus.read(path), status.inode == inode else { return }
    try Directory.remove(path)
  }

  /// Clears the name for a new socket; false when a living process listens at it, or when it is no socket.
  private static func removeAbandoned(_ path: Path) throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try UnixStream.connect(to: path)
      return false
    } catch {
      switch error.errno {
      case ENOENT: return true
      // Its queue is full, or it is of another kind: somebody owns it.
      case EAGAIN, EPROTOTYPE: return false
      // Also the answer for a name that is no socket.
      case ECONNREFUSED:
        guard try FileStatus.read(path).kind == .special else { return false }
        try Directory.remove(path)
        return true
      default: throw error
      }
    }
  }

  /// Programs that may wait to be accepted.
  private static let backlog: Int32 = 128
}
