// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// What the file system says of one file; two equal values of a file mean that nobody wrote in between.
package struct FileStatus: Hashable, Sendable {
  package let kind: EntryKind
  package let device: UInt64
  package let inode: UInt64
  /// The mount it was reached by; 0 where the kernel (before 5.8) does not tell.
  package let mount: UInt64
  package let size: Int64
  /// Bytes on disk, less than `size` for a file with holes.
  package let allocated: Int64
  /// Nanoseconds since 1970 of the last write, which copiers set to the original's.
  package let modified: Int64
  /// Nanoseconds since 1970 of the last change of content or status, which nobody can set.
  package let changed: Int64
  /// The twelve permission bits.
  package let permissions: UInt32
  package let links: UInt32
  package let user: UInt32
  package let group: UInt32

  /// The status of `path`; of the link itself when it is one, unless `followingLinks`.
  package static func read(
    _ path: Path, followingLinks: Bool = false
  ) throws(SystemError) -> FileStatus {
    try read(path, from: AT_FDCWD, flags: followingLinks ? 0 : AT_SYMLINK_NOFOLLOW)
  }

  /// The status of `name` in the open folder, of a link itself.
  package static func read(
    _ name: [UInt8], in directory: borrowing FileDescriptor
  ) throws(SystemError) -> FileStatus {
    try read(Path(bytes: name), from: directory.raw, flags: AT_SYMLINK_NOFOLLOW)
  }

  /// The status of an open file.
  package static func read(
    of descriptor: borrowing FileDescriptor
  ) throws(SystemError) -> FileStatus {
    try read(Path(bytes: []), from: descriptor.raw, flags: clx_at_empty_path)
  }

  private static func read(
    _ path: Path, from directory: Int32, flags: Int32
  ) throws(SystemError) -> FileStatus {
    var fields = statx()
    // Not AT_STATX_DONT_SYNC: on a network mount a stale size would look like a quiet file.
    let mask = UInt32(STATX_BASIC_STATS) | UInt32(STATX_MNT_ID)
    try check("statx", at: path) { clx_statx(directory, $0, flags, mask, &fields) }
    return FileStatus(fields)
  }

  private init(_ fields: statx) {
    kind = EntryKind(mode: UInt32(fields.stx_mode))
    device = clx_device(fields.stx_dev_major, fields.stx_dev_minor)
    inode = fields.stx_ino
    mount = fields.stx_mask & UInt32(STATX_MNT_ID) != 0 ? fields.stx_mnt_id : 0
    size = Int64(clamping: fields.stx_size)
    allocated = Int64(clamping: fields.stx_blocks.multipliedReportingOverflow(by: 512).partialValue)
    modified = nanoseconds(fields.stx_mtime)
    changed = nanoseconds(fields.stx_ctime)
    permissions = UInt32(fields.stx_mode) & 0o7777
    links = fields.stx_nlink
    user = fields.stx_uid
    group = fields.stx_gid
  }
}

/// Saturates, because a damaged file system may claim any year.
private func nanoseconds(_ time: statx_timestamp) -> Int64 {
  let (whole, overflow) = time.tv_sec.multipliedReportingOverflow(by: 1_000_000_000)
  guard !overflow else { return time.tv_sec < 0 ? .min : .max }
  let (sum, carry) = whole.addingReportingOverflow(Int64(time.tv_nsec))
  return carry ? .max : sum
}

/// What a name in a folder stands for.
package enum EntryKind: Hashable, Sendable {
  case regular, directory, link
  /// A pipe, socket or device.
  case special
  /// The folder does not tell; ask for the status.
  case unknown

  /// The file type in a mode is the entry type of folders, twelve bits up (`IFTODT`).
  init(mode: UInt32) { self.init(entryType: UInt8(mode >> 12 & 0xF)) }

  init(entryType: UInt8) {
    switch Int(entryType) {
    case Int(DT_REG): self = .regular
    case Int(DT_DIR): self = .directory
    case Int(DT_LNK): self = .link
    case Int(DT_UNKNOWN): self = .unknown
    default: self = .special
    }
  }
}
