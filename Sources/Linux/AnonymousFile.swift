// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

extension FileDescriptor {
  /// A file in memory; `name` is only seen in `/proc`.
  package static func memory(name: String) throws(SystemError) -> FileDescriptor {
    FileDescriptor(
      owning: try check("memfd_create", at: Path(name)) {
        memfd_create($0, clx_memory_close_on_exec)
      })
  }

  /// The file once more, as one that has a name is opened.
  package func reopened() throws(SystemError) -> OpenFile {
    try OpenFile(named: Path("/proc/self/fd/\(raw)"))
  }

  /// A file in `folder` that has no name and vanishes when closed.
  package static func unnamed(in folder: Path) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
      let number = try check("open", at: folder) {
        Glibc.open($0, clx_open_unnamed | O_RDWR | O_CLOEXEC, 0o600)
      }
      return FileDescriptor(owning: number)
    } catch {
      // Network file systems and old overlays have no O_TMPFILE; EISDIR is how a kernel without it answers.
      guard [EOPNOTSUPP, EISDIR, EINVAL, ENOENT].contains(error.errno) else { throw error }
      return try unlinked(in: folder)
    }
  }

  /// A named file whose name is removed at once.
  static func unlinked(in folder: Path) throws(SystemError) -> FileDescriptor {
    let path = folder.joining(OutputFile.temporaryName())
    let file = try open(path, .creating(permissions: 0o600))
    try check("unlink", at: path) { unlink($0) }
    return file
  }
}
