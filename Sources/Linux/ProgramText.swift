// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// The code of this program and its libraries, mapped from their files.
package enum ProgramText {
  /// Unmaps every page of it: for a program that rests and then needs a small part only.
  ///
  /// What is run again is mapped again, in most cases without reading the disk; what is not can leave the memory of a
  /// machine that needs it. Writable and once-writable parts stay, because their changes are nowhere else.
  package static func release() {
    guard let maps = try? Path("/proc/self/maps").contents(limit: 1 << 20) else { return }
    for range in executableRanges(String(decoding: maps, as: UTF8.self)) {
      _ = madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
    }
  }

  /// Addresses of the mappings of files that can be run and not written to, from the text of `/proc/PID/maps`.
  static func executableRanges(_ maps: String) -> [Range<UInt>] {
    maps.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      guard fields.count == 6, fields[1] == "r-xp", fields[5].contains("/") else { return nil }
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
    }
  }
}
