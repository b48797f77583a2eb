// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Resources
import TestSupport
import Testing

struct MemoryReadingsTests {
  private static let gibibyte: Int64 = 1 << 30

  @Test func `the tightest level decides`() {
    let memory = MemoryInfo(total: 16 * Self.gibibyte, available: 10 * Self.gibibyte)
    let free = MemoryReadings(memory: memory)
    #expect(free.available == 10 * Self.gibibyte)
    #expect(free.total == 16 * Self.gibibyte)
    let bound = MemoryReadings(
      memory: memory,
      groups: [
        ControlGroup(room: nil, limit: nil, processors: nil),
        ControlGroup(room: 3 * Self.gibibyte, limit: 4 * Self.gibibyte, processors: 1.5),
        ControlGroup(room: 5 * Self.gibibyte, limit: 8 * Self.gibibyte, processors: 4),
      ])
    #expect(bound.available == 3 * Self.gibibyte)
    #expect(bound.total == 4 * Self.gibibyte)
    #expect(bound.budget == 3 * Self.gibibyte - (4 * Self.gibibyte) / 10)
    #expect(bound.processors(of: 8) == 2)
    #expect(free.processors(of: 8) == 8)
  }

  @Test func `nothing left is nothing, never less`() {
    let full = MemoryReadings(
      memory: MemoryInfo(total: Self.gibibyte, available: 100 << 20),
      groups: [ControlGroup(room: -5, limit: 100, processors: 0.1)])
    #expect(full.available == 0)
    #expect(full.budget == 0)
    #expect(full.processors(of: 4) == 1)
  }

  @Test func `reads every level up to the root`() throws {
    let folder = try TemporaryFolder()
    try write("MemTotal: 1000 kB\nMemAvailable: 900 kB\n", to: folder.file("proc/meminfo"))
    try write("0::/a/b\n", to: folder.file("proc/self/cgroup"))
    try write("max\n", to: folder.file("cgroup/a/b/memory.max"))
    try write("400000\n", to: folder.file("cgroup/a/memory.high"))
    try write("100000\n", to: folder.file("cgroup/a/memory.current"))
    let readings = try read(folder)
    #expect(readings.available == 300_000)
    #expect(readings.groups.count == 2)
  }

  @Test func `a container sees its own group as the root`() throws {
    let folder = try TemporaryFolder()
    try write("MemTotal: 1000 kB\nMemAvailable: 900 kB\n", to: folder.file("proc/meminfo"))
    try write("0::/\n", to: folder.file("proc/self/cgroup"))
    try write("500000\n", to: folder.file("cgroup/memory.max"))
    try write("100000\n", to: folder.file("cgroup/memory.current"))
    #expect(try read(folder).available == 400_000)
  }

  @Test func `version 1 alone`() throws {
    let folder = try TemporaryFolder()
    try write("MemTotal: 1000 kB\nMemAvailable: 900 kB\n", to: folder.file("proc/meminfo"))
    try write("4:memory:/docker/x\n", to: folder.file("proc/self/cgroup"))
    try write("500000\n", to: folder.file("cgroup/memory/memory.limit_in_bytes"))
    try write("100000\n", to: folder.file("cgroup/memory/memory.usage_in_bytes"))
    #expect(try read(folder).available == 400_000)
  }

  @Test func `pressure is the worse of the machine's and the group's`() throws {
    let folder = try TemporaryFolder()
    try write("MemTotal: 1000 kB\nMemAvailable: 900 kB\n", to: folder.file("proc/meminfo"))
    try write("0::/system.slice/a\n", to: folder.file("proc/self/cgroup"))
    #expect(try read(folder).pressure == nil)
    #expect(try read(folder).blindness?.contains("free memory and") == false)
    let machine = "some avg10=3.00 avg60=0.00 avg300=0.00 total=0\n"
    try write(machine, to: folder.file("proc/pressure/memory"))
    #expect(try read(folder).pressure?.some.average10 == 3)
    #expect(try read(folder).blindness == nil)
    let own = folder.file("cgroup/system.slice/a")
    try write(
      "some avg10=1.00 avg60=7.00 avg300=0.00 total=0\n"
        + "full avg10=2.00 avg60=0.00 avg300=0.00 total=0\n", to: own + "/memory.pressure")
    try write("high 3\noom 1\n", to: own + "/memory.events")
    let readings = try read(folder)
    #expect(readings.pressure?.some == .init(average10: 3, average60: 7, average300: 0))
    #expect(readings.pressure?.full?.average10 == 2)
    #expect(readings.events == MemoryEvents(high: 3, oom: 1))
  }

  @Test func `the fullest level is what is in use`() {
    let memory = MemoryInfo(total: 1000, available: 600)
    #expect(MemoryReadings(memory: memory).usedShare == 0.4)
    #expect(MemoryReadings(memory: memory, evictable: 400).usedShare == 0)
    let group = ControlGroup(room: 10, limit: 100, processors: nil)
    #expect(MemoryReadings(memory: memory, groups: [group]).usedShare == 0.9)
    let burst = ControlGroup(room: -10, limit: 100, processors: nil)
    #expect(MemoryReadings(memory: memory, groups: [burst]).usedShare == 1)
  }

  @Test(
    arguments: [
      // Machine's total and free memory, a group's limit and room, all in MiB.
      (8192, 300, 0, 0, false), (8192, 255, 0, 0, true), (65536, 300, 0, 0, false),
      (1024, 33, 0, 0, false), (1024, 31, 0, 0, true), (8192, 4000, 640, 21, false),
      (8192, 4000, 640, 19, true),
    ] as [(Int64, Int64, Int64, Int64, Bool)])
  func `little is a 32nd or 256 MiB`(
    total: Int64, free: Int64, limit: Int64, room: Int64, isExhausted: Bool
  ) {
    let group = ControlGroup(room: room << 20, limit: limit << 20, processors: nil)
    let readings = MemoryReadings(
      memory: MemoryInfo(total: total << 20, available: free << 20),
      groups: limit == 0 ? [] : [group])
    #expect(readings.isExhausted() == isExhausted)
    #expect(readings.isExhausted(margin: 2))
  }

  @Test func `this machine has memory`() throws {
    let readings = try MemoryReadings.read()
    #expect(readings.total > 0 && readings.available > 0)
    #expect(readings.available <= readings.memory.total)
  }

  @Test func `no such file is an error`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SystemError.self) { try read(folder) }
  }

  private func read(_ folder: TemporaryFolder) throws -> MemoryReadings {
    try MemoryReadings.read(
      proc: Path(folder.file("proc")), groups: Path(folder.file("cgroup")))
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
