// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// What the machine and every control group above this process leave for new work, at one moment.
package struct MemoryReadings: Hashable, Sendable {
  package let memory: MemoryInfo
  /// Bytes that ZFS would give back.
  package let evictable: Int64
  /// From this process's own group up to the root.
  package let groups: [ControlGroup]
  /// How long tasks wait for memory: of the machine or of this process's own group, whichever is worse.
  package var pressure: Pressure?
  /// Counters of this process's own group.
  package var events: MemoryEvents?

  package init(memory: MemoryInfo, evictable: Int64 = 0, groups: [ControlGroup] = []) {
    self.memory = memory
    self.evictable = evictable
    self.groups = groups
  }

  /// What is missing to see trouble before it is there; nil when nothing is.
  package var blindness: String? {
    guard pressure == nil else { return nil }
    let rest = events == nil ? "free memory" : "free memory and the service's own limits"
    return "this kernel does not tell how long programs wait for memory; only \(rest) count"
  }

  /// Bytes of memory that may be used at all: the machine's, or the lowest limit of a group.
  package var total: Int64 {
    groups.compactMap(\.limit).reduce(memory.total, min)
  }

  /// Bytes that may be used now by this process and all it starts; never negative.
  package var available: Int64 {
    max(0, groups.compactMap(\.room).reduce(memory.available + evictable, min))
  }

  /// What is left for work after a reserve for everybody else: of the machine 512 MiB or a tenth, at most half;
  /// of a group a tenth.
  package var budget: Int64 {
    let reserve = min(max(512 << 20, memory.total / 10), memory.total / 2)
    let machine = memory.available + evictable - reserve
    return max(0, rooms { $0 / 10 }.reduce(machine, min))
  }

  /// Whether so little is left that the kernel begins to end programs; `margin` multiplies what counts as little.
  package func isExhausted(margin: Int64 = 1) -> Bool {
    let floor = margin * min(memory.total / 32, Self.littleMemory)
    let machine = memory.available + evictable - floor
    return rooms { margin * min($0 / 32, Self.littleMemory) }.reduce(machine, min) < 0
  }

  /// What each group leaves after keeping back what `reserve` says of its limit.
  private func rooms(keeping reserve: (Int64) -> Int64) -> [Int64] {
    groups.compactMap { group in
      group.room.flatMap { room in group.limit.map { room - reserve($0) } }
    }
  }

  private static let littleMemory: Int64 = 256 << 20

  /// Share of the memory that is in use, 0 to 1: of the machine or of the fullest group.
  package var usedShare: Double {
    let machine = Self.used(memory.available + evictable, of: memory.total)
    return groups.reduce(machine) { share, group in
      guard let room = group.room, let limit = group.limit else { return share }
      return max(share, Self.used(room, of: limit))
    }
  }

  private static func used(_ left: Int64, of total: Int64) -> Double {
    guard total > 0 else { return 1 }
    return 1 - min(max(Double(left) / Double(total), 0), 1)
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
    var readings = MemoryReadings(
      memory: memory, evictable: ZFSCache.evictable(arc), groups: found)
    let machine = optionalText(proc.joining("pressure/memory")).flatMap(Pressure.init(_:))
    let folder = own.version2.map { groups.joining(Path(bytes: relative($0))) }
    let group = folder.flatMap { optionalText($0.joining("memory.pressure")) }
    readings.pressure = Pressure.worse(machine, group.flatMap(Pressure.init(_:)))
    readings.events = folder.flatMap { optionalText($0.joining("memory.events")) }
      .flatMap(MemoryEvents.init(_:))
    return readings
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
    var current: Path? = Path(bytes: relative(path))
    var all: [Path] = []
    while let path = current, !path.bytes.isEmpty {
      all.append(path)
      current = path.parent
    }
    return all + [Path(bytes: [])]
  }

  private static func relative(_ path: String) -> [UInt8] {
    Array(path.utf8.drop { $0 == UInt8(ascii: "/") })
  }

  private static func text(_ path: Path) throws(SystemError) -> String {
    String(decoding: try path.contents(limit: 1 << 20), as: UTF8.self)
  }

  /// A file that is not there or may not be read says nothing.
  private static func optionalText(_ path: Path) -> String? { try? text(path) }
}
