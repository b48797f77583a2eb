// SPDX-License-Identifier: GPL-3.0-or-later

/// The whole machine's memory, from `/proc/meminfo`.
package struct MemoryInfo: Hashable, Sendable {
  /// Bytes.
  package let total: Int64
  /// Bytes that new work may take without swapping, as the kernel estimates.
  package let available: Int64

  package init(total: Int64, available: Int64) {
    self.total = total
    self.available = available
  }

  /// Nil when the text lacks a value; kernels before 3.14 have no `MemAvailable`, so their free and cached sum stands in.
  package init?(_ text: String) {
    let values = Fields.kibibytes(text)
    guard let total = values["MemTotal"] else { return nil }
    self.total = total
    if let available = values["MemAvailable"] {
      self.available = available
    } else if let free = values["MemFree"] {
      available = free + (values["Buffers"] ?? 0) + (values["Cached"] ?? 0)
    } else {
      return nil
    }
  }
}

/// Bytes of ZFS's own cache that it gives back under pressure, which `MemAvailable` does not count.
package enum ZFSCache {
  /// From `/proc/spl/kstat/zfs/arcstats`; 0 when the text is not that file.
  package static func evictable(_ text: String) -> Int64 {
    var values: [Substring: Int64] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 3, let value = Int64(words[2]) { values[words[0]] = value }
    }
    guard let size = values["size"], let minimum = values["c_min"] else { return 0 }
    let kinds: [Substring] = [
      "mru_evictable_data", "mru_evictable_metadata", "mfu_evictable_data",
      "mfu_evictable_metadata",
    ]
    let evictable = kinds.map { Fields.bounded(values[$0] ?? 0) }.reduce(0, +)
    return max(0, min(Fields.bounded(size) - Fields.bounded(minimum), evictable))
  }
}

/// Reads the kernel's lists of names and numbers.
enum Fields {
  /// `Name:  12 kB` lines, in bytes; others are left out.
  static func kibibytes(_ text: String) -> [String: Int64] {
    var values: [String: Int64] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == ":" || $0 == "\t" }
      guard words.count == 3, words[2] == "kB", let value = Int64(words[1]) else { continue }
      values[String(words[0])] = bounded(value) << 10
    }
    return values
  }

  /// `name 12` lines; others are left out.
  static func plain(_ text: String) -> [String: Int64] {
    var values: [String: Int64] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let value = Int64(words[1]) else { continue }
      values[String(words[0])] = bounded(value)
    }
    return values
  }

  /// Between 0 and 2^50, beyond any machine, so that sums of the kernel's numbers cannot overflow.
  static func bounded(_ value: Int64) -> Int64 { min(max(0, value), 1 << 50) }
}
