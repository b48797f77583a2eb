// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// The part of a file's status that changes when somebody writes to it or puts another file in its place.
package struct Fingerprint: Hashable, Sendable {
  package let device: UInt64
  package let inode: UInt64
  package let size: Int64
  /// Nanoseconds since 1970; copiers set it back to the original's.
  package let modified: Int64
  /// Nanoseconds since 1970; nobody can set it.
  package let changed: Int64

  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  package init(_ status: FileStatus) {
    self.init(
      device: status.device, inode: status.inode, size: status.size, modified: status.modified,
      changed: status.changed)
  }

  /// Empty, or with the date 1970 that an interrupted `rsync --partial` leaves on half a file.
  package var looksUnfinished: Bool { size == 0 || modified == 0 }
}
