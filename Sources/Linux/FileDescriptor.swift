// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// Owns one open file, which no started program inherits unless it is handed over.
package struct FileDescriptor: ~Copyable, Sendable {
  /// The kernel's number, valid while this value lives.
  package let raw: Int32

  /// Takes over `raw`, which must be open and belong to nobody else.
  package init(owning raw: Int32) { self.raw = raw }

  deinit { _ = Glibc.close(raw) }

  /// Opens `path`; what may happen to the file is the mode's word.
  package static func open(
    _ path: Path, _ mode: OpenMode = .reading
  ) throws(SystemError) -> FileDescriptor {
    FileDescriptor(
      owning: try check("open", at: path) {
        Glibc.open($0, mode.flags | O_CLOEXEC, mode.permissions)
      })
  }

  /// Opens `name` in the folder `directory` without following a link.
  package static func open(
    _ name: [UInt8], in directory: borrowing FileDescriptor, _ mode: OpenMode = .reading
  ) throws(SystemError) -> FileDescriptor {
    let folder = directory.raw
    return FileDescriptor(
      owning: try check("openat", at: Path(bytes: name)) {
        openat(folder, $0, mode.flags | O_CLOEXEC | O_NOFOLLOW, mode.permissions)
      })
  }

  /// Closes and tells whether the last writes failed; a network file system may say so only here.
  package consuming func close() throws(SystemError) {
    let number = raw
    discard self
    // Linux frees the number even when a signal interrupts: a second close could hit another file.
    if Glibc.close(number) != 0, Glibc.errno != EINTR {
      throw SystemError(errno: Glibc.errno, call: "close")
    }
  }

  /// Gives up ownership: the caller closes the answer.
  package consuming func release() -> Int32 {
    let number = raw
    discard self
    return number
  }

  /// A second descriptor of the same open file, which shares its offset.
  package func duplicate() throws(SystemError) -> FileDescriptor {
    FileDescriptor(owning: try check("fcntl") { fcntl(raw, F_DUPFD_CLOEXEC, 3) })
  }
}

/// What opening a file may do to it.
package enum OpenMode: Hashable, Sendable {
  case reading
  /// An existing file, to read and write in place.
  case updating
  /// A new file or an emptied old one.
  case replacing(permissions: UInt32)
  /// A new file; fails when the name is taken, even by a dangling link.
  case creating(permissions: UInt32)
  /// A folder, to name files inside it.
  case directory
  /// Whatever is there, to speak of it only: neither read nor listed nor searched.
  case place

  var flags: Int32 {
    switch self {
    case .reading: O_RDONLY
    case .updating: O_RDWR
    case .replacing: O_WRONLY | O_CREAT | O_TRUNC
    case .creating: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW
    case .directory: O_RDONLY | O_DIRECTORY
    case .place: clx_open_path_only
    }
  }

  var permissions: mode_t {
    switch self {
    case .replacing(let permissions), .creating(let permissions): permissions
    case .reading, .updating, .directory, .place: 0
    }
  }
}
