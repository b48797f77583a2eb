// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// What kind of file system a folder lies on, and the room left there.
package struct FileSystem: Hashable, Sendable {
  package let kind: FileSystemKind
  /// Bytes that an ordinary user may still write.
  package let available: Int64
  package let total: Int64

  package static func read(_ path: Path) throws(SystemError) -> FileSystem {
    var fields = statfs()
    try check("statfs", at: path) { statfs($0, &fields) }
    return FileSystem(
      kind: FileSystemKind(magic: UInt32(truncatingIfNeeded: fields.f_type)),
      available: bytes(fields.f_bavail, fields), total: bytes(fields.f_blocks, fields))
  }

  private static func bytes(_ blocks: fsblkcnt_t, _ fields: statfs) -> Int64 {
    let (product, overflow) = UInt64(blocks)
      .multipliedReportingOverflow(by: UInt64(clamping: fields.f_frsize))
    return overflow ? .max : Int64(clamping: product)
  }
}

/// Whether changes on a file system are sure to be reported to a watcher on this machine.
package enum FileSystemKind: Hashable, Sendable {
  case local
  /// Written by other machines.
  case network
  /// Written behind the kernel's back: mergerfs, sshfs, rclone.
  case userSpace
  /// Writes to a lower layer are not reported.
  case overlay

  /// Inotify sees every change that is made through this machine's kernel.
  package var reportsChanges: Bool { self == .local }

  /// `magic` is `f_type` of statfs; the numbers are those of `linux/magic.h` and the file systems' sources.
  package init(magic: UInt32) {
    self =
      switch magic {
      // nfs, smb, smb2, cifs, ncp, 9p, afs (OpenAFS, kernel), coda, ceph, lustre, gfs2, ocfs2, vboxsf
      case 0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x564C, 0x0102_1997, 0x5346_414F, 0x6B41_4653,
        0x7375_7245, 0x00C3_6400, 0x0BD0_0BD0, 0x0116_1970, 0x7461_636F, 0x786F_4256:
        .network
      case 0x6573_5546: .userSpace
      // overlayfs, aufs
      case 0x794C_7630, 0x6175_6673: .overlay
      default: .local
      }
  }
}
