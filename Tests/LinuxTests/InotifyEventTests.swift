// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

struct InotifyEventTests {
  @Test func `reads records and drops the padding of names`() {
    let bytes =
      record(watch: 7, mask: UInt32(IN_CREATE), cookie: 3, name: Array("clip.mov".utf8), length: 16)
      + record(watch: -1, mask: UInt32(IN_Q_OVERFLOW), cookie: 0, name: [], length: 0)
    #expect(
      InotifyEvent.parse(bytes) == [
        InotifyEvent(watch: 7, mask: 0x100, cookie: 3, name: Array("clip.mov".utf8)),
        InotifyEvent(watch: -1, mask: 0x4000),
      ])
  }

  @Test func `a record cut short ends the list`() {
    let bytes = record(watch: 7, mask: 2, cookie: 0, name: [0x61], length: 16)
    for length in 0..<bytes.count {
      #expect(InotifyEvent.parse(Array(bytes.prefix(length))) == [])
    }
    let huge = record(watch: 7, mask: 2, cookie: 0, name: [], length: .max)
    #expect(InotifyEvent.parse(huge) == [])
  }

  @Test func `knows what a mask means`() {
    #expect(InotifyEvent(watch: 1, mask: UInt32(IN_MOVED_TO)).isClosing)
    #expect(InotifyEvent(watch: 1, mask: UInt32(IN_CLOSE_WRITE)).isClosing)
    #expect(!InotifyEvent(watch: 1, mask: UInt32(IN_CREATE)).isClosing)
    #expect(InotifyEvent(watch: 1, mask: UInt32(IN_IGNORED)).isWatchGone)
    #expect(InotifyEvent(watch: 1, mask: UInt32(IN_UNMOUNT)).isFolderGone)
    #expect(InotifyEvent(watch: 1, mask: UInt32(IN_ISDIR) | UInt32(IN_CREATE)).isDirectory)
    #expect(InotifyEvent(watch: -1, mask: UInt32(IN_Q_OVERFLOW)).isOverflow)
  }

  private func record(
    watch: Int32, mask: UInt32, cookie: UInt32, name: [UInt8], length: UInt32
  ) -> [UInt8] {
    let header = [UInt32(bitPattern: watch), mask, cookie, length].flatMap { (field) in
      withUnsafeBytes(of: field) { Array($0) }
    }
    guard length != .max else { return header }
    return header + name + [UInt8](repeating: 0, count: Int(length) - name.count)
  }
}
