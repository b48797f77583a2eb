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

  /// Denies the calling thread, and what it starts, every right that `version` handles, but reading below `folders`.
  ///
  /// A folder that is not there, or cannot be opened, is none that can be read.
  static func denyEverything(
    version: Int, butReading folders: [Path] = []
  ) throws(SystemError) {
    var rules = rules(version: version)
    let ruleset = FileDescriptor(
      owning: try check("landlock_create_ruleset") { clx_landlock_create(&rules) })
    for folder in folders {
      guard let opened = try? FileDescriptor.open(folder, .place) else { continue }
      try check("landlock_add_rule", at: folder) { _ in
        clx_landlock_allow(ruleset.raw, opened.raw, readingRights)
      }
    }
    let flags = version >= 8 ? allThreads : 0
    try check("landlock_restrict_self") { clx_landlock_restrict(ruleset.raw, flags) }
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

  /// The kernel's `LANDLOCK_RESTRICT_SELF_TSYNC`: binds threads that run already.
  private static let allThreads: UInt32 = 1 << 3
}
