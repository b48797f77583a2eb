// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// How this process keeps memory that it has given back.
package enum Allocator {
  /// Returns large blocks to the system at once, and shares pools between threads: for a program that mostly rests.
  ///
  /// By itself glibc learns from the first large block to keep those that follow. Call it before there are threads.
  package static func returnMemoryEarly() {
    _ = mallopt(M_MMAP_THRESHOLD, blockBytes)
    _ = mallopt(M_TRIM_THRESHOLD, blockBytes)
    _ = mallopt(M_ARENA_MAX, 2)
  }

  /// Gives back what lies free between what is used: after much was read and dropped.
  package static func trim() { _ = malloc_trim(0) }

  private static let blockBytes: Int32 = 1 << 20
}
