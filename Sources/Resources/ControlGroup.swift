// SPDX-License-Identifier: GPL-3.0-or-later

/// One level of the control groups this process is in, with its limits of memory and processors.
package struct ControlGroup: Hashable, Sendable {
  /// Bytes left below the lowest limit of this level; nil without one.
  package let room: Int64?
  /// Bytes of the lowest limit itself; nil without one.
  package let limit: Int64?
  /// Processors' worth of time it may use; nil without a quota.
  package let processors: Double?

  package init(room: Int64?, limit: Int64?, processors: Double?) {
    self.room = room
    self.limit = limit
    self.processors = processors
  }

  /// From the files of version 2, where nil means that a file is not there.
  ///
  /// Plans below `memory.high` too: above it the kernel slows the whole group down.
  package init(version2 files: Version2) {
    let limits = [files.max, files.high].compactMap { ControlGroup.bytes($0) }
    limit = limits.min()
    let used = ControlGroup.bytes(files.current) ?? 0
    let statistics = Fields.plain(files.statistics ?? "")
    // A tenth of the file cache may be in use and not go away.
    let inactive = (statistics["inactive_file"] ?? 0) / 10 * 9
    let reclaimable = inactive + (statistics["slab_reclaimable"] ?? 0)
    room = limit.map { $0 - used + min(reclaimable, used) }
    processors = ControlGroup.quota(files.processors)
  }

  /// The texts of one group's files in version 2.
  package struct Version2: Hashable, Sendable {
    package var max: String?
    package var high: String?
    package var current: String?
    /// The text of `memory.stat`.
    package var statistics: String?
    /// The text of `cpu.max`.
    package var processors: String?

    package init(
      max: String? = nil, high: String? = nil, current: String? = nil, statistics: String? = nil,
      processors: String? = nil
    ) {
      self.max = max
      self.high = high
      self.current = current
      self.statistics = statistics
      self.processors = processors
    }
  }

  /// From `memory.limit_in_bytes`, `memory.usage_in_bytes` and `memory.stat` of version 1.
  package init(version1 limitText: String?, usage: String?, statistics: String?) {
    // Without a limit version 1 shows the largest number of whole pages.
    let value = ControlGroup.bytes(limitText)
    limit = value.flatMap { $0 < 1 << 50 ? $0 : nil }
    let used = ControlGroup.bytes(usage) ?? 0
    let inactive = Fields.plain(statistics ?? "")["total_inactive_file"] ?? 0
    room = limit.map { $0 - used + min(inactive / 10 * 9, used) }
    processors = nil
  }

  /// Where this process stands, from `/proc/self/cgroup`: its paths in version 2 and in version 1's memory tree.
  package static func membership(_ text: String) -> (version2: String?, version1: String?) {
    var paths: (version2: String?, version1: String?) = (nil, nil)
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let controllers = fields[1].split(separator: ",")
      if controllers.isEmpty { paths.version2 = String(fields[2]) }
      if controllers.contains("memory") { paths.version1 = String(fields[2]) }
    }
    return paths
  }

  /// Nil for `max`, for nothing and for nonsense.
  private static func bytes(_ text: String?) -> Int64? {
    let word = text?.split { $0 == "\n" || $0 == " " }.first
    return word.flatMap { Int64($0) }.map(Fields.bounded)
  }

  /// `quota period`, both in microseconds.
  private static func quota(_ text: String?) -> Double? {
    let words = (text ?? "").split { $0 == "\n" || $0 == " " }
    guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]),
      quota > 0, period > 0
    else { return nil }
    return quota / period
  }
}
