// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// The kernel's own sandbox for unprivileged processes, here with every right it knows.
package enum Landlock {
  /// The interface version of the running kernel; nil where Landlock is absent, switched off or filtered.
  package static var version: Int? {
    let answer = clx_landlock_version()
    return answer > 0 ? Int(answer) : nil
  }

  /// Denies the calling thread, and what it starts, every right that `version` handles, but reading what is at or below
  /// `places`, reading, writing and commanding `devices`, and listing the folders that these are in.
  ///
  /// What is not there, or cannot be opened, is left out.
  static func denyEverything(
    version: Int, butReading places: [Path] = [], butUsing devices: [Path] = []
  ) throws(SystemError) {
    var rules = rules(version: version)
    let ruleset = FileDescriptor(
      owning: try check("landlock_create_ruleset") { clx_landlock_create(&rules) })
    for place in places { try allow(readingRights, at: place, in: ruleset) }
    let use = readingRights | writingRight | (version >= 5 ? commandingRight : 0)
    for device in devices {
      try allow(use, at: device, in: ruleset)
      // Some drivers look for their device by its name.
      if let folder = device.parent { try allow(listingRight, at: folder, in: ruleset) }
    }
    let flags = version >= 8 ? allThreads : 0
    try check("landlock_restrict_self") { clx_landlock_restrict(ruleset.raw, flags) }
  }

  private static func allow(
    _ rights: UInt64, at path: Path, in ruleset: borrowing FileDescriptor
  ) throws(SystemError) {
    guard let opened = try? FileDescriptor.open(path, .place),
      let status = try? FileStatus.read(of: opened)
    else { return }
    // The kernel refuses a folder's rights at a file.
    let possible = status.kind == .directory ? rights : rights & ~listingRight
    try check("landlock_add_rule", at: path) { _ in
      clx_landlock_allow(ruleset.raw, opened.raw, possible)
    }
  }

  /// One bit for each right, from the kernel's `include/uapi/linux/landlock.h`.
  static func rules(version: Int) -> clx_landlock_rules {
    clx_landlock_rules(
      handled_access_fs: fileRights(version: version),
      // TCP bind and connect
      handled_access_net: version >= 4 ? 0b11 : 0,
      // Abstract sockets and signals to outside
      scoped: version >= 6 ? 0b11 : 0)
  }

  private static func fileRights(version: Int) -> UInt64 {
    let count =
      switch version {
      case ...1: 13  // execute to make_sym
      case 2: 14  // refer
      case 3, 4: 15  // truncate
      default: 16  // ioctl_dev
      }
    return (1 << count) - 1
  }

  /// `LANDLOCK_ACCESS_FS_READ_FILE` and `READ_DIR`.
  private static let readingRights: UInt64 = 0b1100
  /// `LANDLOCK_ACCESS_FS_READ_DIR`.
  private static let listingRight: UInt64 = 0b1000
  /// `LANDLOCK_ACCESS_FS_WRITE_FILE`.
  private static let writingRight: UInt64 = 0b10
  /// `LANDLOCK_ACCESS_FS_IOCTL_DEV`.
  private static let commandingRight: UInt64 = 1 << 15

  /// The kernel's `LANDLOCK_RESTRICT_SELF_TSYNC`: binds threads that run already.
  private static let allThreads: UInt32 = 1 << 3
}
