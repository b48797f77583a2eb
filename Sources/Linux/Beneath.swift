// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

extension FileDescriptor {
  /// Opens the regular file `path` to read it, never leaving `folder`, through no link, waiting for no pipe.
  package static func openBeneath(
    _ folder: borrowing FileDescriptor, _ path: Path
  ) throws(SystemError) -> FileDescriptor {
    let file: FileDescriptor
    do throws(SystemError) {
      file = try openResolved(folder, path)
    } catch {
      // Kernels before 5.6 lack openat2, and a strict seccomp filter answers EPERM for it.
      guard error.errno == ENOSYS || error.errno == EPERM else { throw error }
      file = try openByNames(folder, path)
    }
    let kind = try FileStatus.read(of: file).kind
    guard kind == .regular else {
      throw SystemError(errno: kind == .directory ? EISDIR : ENOTSUP, call: "openat2", path: path)
    }
    return file
  }

  /// Opens a regular file by its path from `folder`, following links on the way to `folder` only.
  package static func openBeneath(
    _ folder: Path, _ path: Path
  ) throws(SystemError) -> FileDescriptor {
    try openBeneath(open(folder, .directory), path)
  }

  /// Lets the kernel refuse every way out.
  private static func openResolved(
    _ folder: borrowing FileDescriptor, _ path: Path
  ) throws(SystemError) -> FileDescriptor {
    let raw = folder.raw
    let resolve = UInt64(RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)
    var attempts = resolveAttempts
    while true {
      do throws(SystemError) {
        let number = try check("openat2", at: path) {
          clx_openat2(raw, $0, UInt64(beneathFlags), resolve)
        }
        return FileDescriptor(owning: number)
      } catch {
        // EAGAIN: a rename elsewhere raced with a walk through "..".
        attempts -= 1
        guard error.errno == EAGAIN, attempts > 0 else { throw error }
      }
    }
  }

  /// Walks name by name, refusing links and "..", where the kernel lacks openat2.
  package static func openByNames(
    _ folder: borrowing FileDescriptor, _ path: Path
  ) throws(SystemError) -> FileDescriptor {
    var names = path.components
    guard !path.isAbsolute, !names.contains(Array("..".utf8)), let last = names.popLast() else {
      throw SystemError(errno: EXDEV, call: "openat", path: path)
    }
    var current = try folder.duplicate()
    for name in names { current = try open(name, in: current, .directory) }
    let raw = current.raw
    return FileDescriptor(
      owning: try check("openat", at: Path(bytes: last)) { openat(raw, $0, beneathFlags) })
  }

  /// Non-blocking, because opening a named pipe waits for its writer.
  private static var beneathFlags: Int32 { O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK }

  /// Renames that may race with one walk before it counts as failed.
  private static var resolveAttempts: Int { 8 }
}
