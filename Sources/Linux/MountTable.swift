// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// What is mounted where, as this process sees it, and when that changes.
package final class MountTable: Sendable {
  private let table: FileDescriptor
  /// Readable after a change of the table, which itself is always readable.
  private let urgency: FileDescriptor

  package init() throws(SystemError) {
    let table = try FileDescriptor.open(MountTable.file)
    let urgency = FileDescriptor(owning: try check("epoll_create1") { clx_epoll_create() })
    try check("epoll_ctl", at: MountTable.file) { _ in
      clx_epoll_urgent(urgency.raw, table.raw)
    }
    self.table = table
    self.urgency = urgency
  }

  /// Waits for a change since the last call, or for the end of the task; blocks no thread and needs no clock.
  package func untilChanged() async {
    await untilReadable(urgency.raw)
    // Asking is what makes the kernel forget the change; who is cancelled has not been told of it.
    if !Task.isCancelled { _ = clx_epoll_take(urgency.raw) }
  }

  /// Every mount there is now.
  package static func read() throws(SystemError) -> [Mount] {
    Mount.parse(try file.contents(limit: longestTable))
  }

  private static let file: Path = "/proc/self/mountinfo"
  /// A hundred bytes or two for each mount; the kernel allows 100,000 mounts.
  private static let longestTable = 64 << 20
}

/// One mounted file system.
package struct Mount: Hashable, Sendable {
  /// Unique while it is mounted.
  package let id: UInt64
  package let point: Path

  package init(id: UInt64, point: Path) {
    self.id = id
    self.point = point
  }

  /// Reads the lines of a mount table; one that is not understood is left out.
  package static func parse(_ table: [UInt8]) -> [Mount] {
    table.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
      guard fields.count > 4, let id = UInt64(String(decoding: fields[0], as: UTF8.self)) else {
        return nil
      }
      return Mount(id: id, point: Path(bytes: unescaped(fields[4])))
    }
  }

  /// Blanks, line ends and backslashes in names stand as three octal digits behind a backslash.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        plain.append(code)
        rest = rest.dropFirst(3)
      } else {
        plain.append(byte)
      }
    }
    return plain
  }
}
