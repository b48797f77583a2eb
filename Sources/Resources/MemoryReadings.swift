// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// What the machine and every control group above this process leave for new work, at one moment.
package struct MemoryReadings: Hashable, Sendable {
  package let memory: MemoryInfo
  /// Bytes that ZFS would give back.
  package let evictable: Int64
  /// From this process's own group up to the root.
  package let groups: [ControlGroup]

  package init(memory: MemoryInfo, evictable: Int64 = 0, groups: [ControlGroup] = []) {
    self.memory = memory
    self.evictable = evictable
    self.groups = groups
  }

  /// Bytes of memory that may be used at all: the machine's, or the lowest limit of a group.
  package var total: Int64 {
    groups.compactMap(\.limit).reduce(memory.total, min)
  }

  /// Bytes that may be used now by this process and all it starts; never negative.
  package var available: Int64 {
    max(0, groups.compactMap(\.room).reduce(memory.available + evictable, min))
  }

  /// What is left for work after a reserve for everybody else: 512 MiB or a tenth of the total, at most half of it.
  package var budget: Int64 {
    let reserve = min(max(512 << 20, total / 10), total / 2)
    return max(0, available - reserve)
  }

  /// Processors that this process may use, cut down to the groups' quotas, at least one.
  package func processors(of count: Int) -> Int {
    let quota = groups.compactMap(\.processors).min() ?? Double(count)
    return max(1, min(count, Int(quota.rounded(.up))))
  }

  /// Reads this process's surroundings; the folders are `/proc` and `/sys/fs/cgroup` but in tests.
  package static func read(
    proc: Path = "/proc", groups: Path = "/sys/fs/cgroup"
  ) throws(SystemError) -> MemoryReadings {
    let source = proc.joining("meminfo")
    guard let memory = MemoryInfo(try text(source)) else {
      throw SystemError(errno: 0, call: "MemAvailable", path: source)
    }
    let arc = optionalText(proc.joining("spl/kstat/zfs/arcstats")) ?? ""
    let own = ControlGroup.membership(optionalText(proc.joining("self/cgroup")) ?? "")
    var found: [ControlGroup] = []
    if let path = own.version2 { found += ancestors(path).compactMap { version2($0, groups) } }
    if let path = own.version1 {
      found += ancestors(path).compactMap { version1($0, groups.joining("memory")) }
    }
    return MemoryReadings(
      memory: memory, evictable: ZFSCache.evictable(arc), groups: found)
  }

  private static func version2(_ path: Path, _ root: Path) -> ControlGroup? {
    let folder = root.joining(path)
    let files = ControlGroup.Version2(
      max: optionalText(folder.joining("memory.max")),
      high: optionalText(folder.joining("memory.high")),
      current: optionalText(folder.joining("memory.current")),
      statistics: optionalText(folder.joining("memory.stat")),
      processors: optionalText(folder.joining("cpu.max")))
    return files == ControlGroup.Version2() ? nil : ControlGroup(version2: files)
  }

  private static func version1(_ path: Path, _ root: Path) -> ControlGroup? {
    let folder = root.joining(path)
    guard let limit = optionalText(folder.joining("memory.limit_in_bytes")) else { return nil }
    return ControlGroup(
      version1: limit, usage: optionalText(folder.joining("memory.usage_in_bytes")),
      statistics: optionalText(folder.joining("memory.stat")))
  }

  /// The path and every path above it, relative to the root, which a container may show as its own.
  private static func ancestors(_ path: String) -> [Path] {
    var current: Path? = Path(bytes: Array(path.utf8.drop { $0 == UInt8(ascii: "/") }))
    var all: [Path] = []
    while let path = current, !path.bytes.isEmpty {
      all.append(path)
      current = path.parent
    }
    return all + [Path(bytes: [])]
  }

  private static func text(_ path: Path) throws(SystemError) -> String {
    String(decoding: try path.contents(limit: 1 << 20), as: UTF8.self)
  }

  /// A file that is not there or may not be read says nothing.
  private static func optionalText(_ path: Path) -> String? { try? text(path) }
}
