// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// Two ends of one pipe: what is written to one is read from the other.
package struct Pipe: ~Copyable, Sendable {
  package let reading: FileDescriptor
  package let writing: FileDescriptor

  package init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    try check("pipe2") { pipe2(&ends, O_CLOEXEC) }
    reading = FileDescriptor(owning: ends[0])
    writing = FileDescriptor(owning: ends[1])
  }

  /// Closes the writing end, which a started program has by now, and keeps the other.
  package consuming func keepReading() -> FileDescriptor { reading }

  /// Closes the reading end, which a started program has by now, and keeps the other.
  package consuming func keepWriting() -> FileDescriptor { writing }
}
