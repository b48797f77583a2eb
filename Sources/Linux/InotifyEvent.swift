// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// One report of the kernel: something happened to a watched folder or to a name in it.
package struct InotifyEvent: Hashable, Sendable {
  /// The number that adding the watch answered; -1 for an overflow.
  package let watch: Int32
  package let mask: UInt32
  /// Pairs the two halves of a rename; rarely worth using, as either may be missing.
  package let cookie: UInt32
  /// The name in the folder; empty for the folder itself.
  package let name: [UInt8]

  package init(watch: Int32, mask: UInt32, cookie: UInt32 = 0, name: [UInt8] = []) {
    self.watch = watch
    self.mask = mask
    self.cookie = cookie
    self.name = name
  }

  /// Stands for any loss of reports.
  package static let overflow = InotifyEvent(watch: -1, mask: UInt32(IN_Q_OVERFLOW))

  /// Events were lost: whatever was known must be looked up again.
  package var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
  /// The watch is gone, and its number means nothing from here on.
  package var isWatchGone: Bool { mask & UInt32(IN_IGNORED) != 0 }
  /// The name is a folder, or was.
  package var isDirectory: Bool { mask & UInt32(IN_ISDIR) != 0 }
  /// The watched folder itself was removed, renamed or unmounted.
  package var isFolderGone: Bool {
    mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) != 0
  }
  /// Permissions, owner, dates or the number of links changed.
  package var isAttributeChange: Bool { mask & UInt32(IN_ATTRIB) != 0 }
  /// A writer closed the file, or it was moved here: it may be complete.
  package var isClosing: Bool { mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0 }

  /// Reads the events of one `read`; a record cut short ends the list.
  package static func parse(_ bytes: [UInt8]) -> [InotifyEvent] {
    var events: [InotifyEvent] = []
    var rest = bytes[...]
    while rest.count >= headerLength {
      let fields = (0..<4).map { field($0, of: rest) }
      rest = rest.dropFirst(headerLength)
      guard let length = Int(exactly: fields[3]), length <= rest.count else { break }
      // The kernel pads the name with zeros.
      let name = Array(rest.prefix(length).prefix { $0 != 0 })
      rest = rest.dropFirst(length)
      events.append(
        InotifyEvent(
          watch: Int32(bitPattern: fields[0]), mask: fields[1], cookie: fields[2], name: name))
    }
    return events
  }

  /// Field `index` of the header in the machine's byte order.
  private static func field(_ index: Int, of bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.dropFirst(index * 4).prefix(4).reversed()
      .reduce(UInt32(0)) { $0 << 8 | UInt32($1) }.littleEndian
  }

  /// Watch, mask, cookie and the length of the name.
  private static let headerLength = 16
}
