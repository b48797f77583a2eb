// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// The kernel's reports about any number of folders, read by one reader.
package final class InotifyQueue: Sendable {
  private let descriptor: FileDescriptor

  package init() throws(SystemError) {
    descriptor = FileDescriptor(
      owning: try check("inotify_init1") { inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)) })
  }

  /// Watches a folder, not what lies in its folders; a second watch of one folder answers the same number.
  ///
  /// `ENOSPC`: the user's `fs.inotify.max_user_watches` is used up.
  package func add(_ folder: Path) throws(SystemError) -> Int32 {
    try check("inotify_add_watch", at: folder) {
      inotify_add_watch(descriptor.raw, $0, Self.mask)
    }
  }

  /// Ends a watch; one that is gone already is fine.
  package func remove(_ watch: Int32) {
    _ = inotify_rm_watch(descriptor.raw, watch)
  }

  /// The reports that have come; none when there are none, without waiting.
  package func read() throws(SystemError) -> [InotifyEvent] {
    do throws(SystemError) {
      return InotifyEvent.parse(try descriptor.read(count: Self.readLength))
    } catch {
      guard error.errno == EAGAIN else { throw error }
      return []
    }
  }

  /// Waits for a report or the end of the task; blocks no thread.
  package func untilReadable() async { await Linux.untilReadable(descriptor.raw) }

  /// No `IN_MODIFY`: one copy makes a hundred of them, and an unsettled file is looked at anyway.
  private static let mask = UInt32(
    IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB
      | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK)

  /// Bytes for one read: over two hundred reports with the longest names.
  private static let readLength = 64 << 10
}
