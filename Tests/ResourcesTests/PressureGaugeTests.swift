// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct PressureGaugeTests {
  private static let gibibyte: Int64 = 1 << 30

  /// Readings of a machine of 8 GiB; `some` and `full` are averages of 10 seconds.
  private static func readings(
    free: Double = 6, some: Double = 0, full: Double = 0, full60: Double = 0,
    groups: [ControlGroup] = []
  ) -> MemoryReadings {
    var readings = MemoryReadings(
      memory: MemoryInfo(total: 8 * gibibyte, available: Int64(free * Double(gibibyte))),
      groups: groups)
    readings.pressure = Pressure(
      some: .init(average10: some, average60: 0, average300: 0),
      full: .init(average10: full, average60: full60, average300: 0))
    return readings
  }

  private static func blind(
    free: Double = 6, high: Int64 = 0, oom: Int64 = 0, groups: [ControlGroup] = []
  ) -> MemoryReadings {
    var readings = readings(free: free, groups: groups)
    readings.pressure = nil
    readings.events = MemoryEvents(high: high, oom: oom)
    return readings
  }

  private static func group(room: Int64, of limit: Int64) -> ControlGroup {
    ControlGroup(room: room << 20, limit: limit << 20, processors: nil)
  }

  static let firstLooks: [(MemoryReadings, PressureLevel)] = [
    (readings(), .green), (readings(some: 9.9), .green), (readings(some: 10), .yellow),
    (readings(full: 4.9), .green), (readings(full: 5), .orange),
    // A standstill must last before anything is ended.
    (readings(full: 90), .orange),
    // 85 % of 8 GiB leave 1.2.
    (readings(free: 1.3), .green), (readings(free: 1.1), .yellow),
    // A 32nd of the machine.
    (readings(free: 0.26), .yellow), (readings(free: 0.24), .red),
    // A container's limit counts as the machine does.
    (readings(groups: [group(room: 400, of: 512)]), .green),
    (readings(groups: [group(room: 60, of: 512)]), .yellow),
    (readings(groups: [group(room: 15, of: 512)]), .red),
    (readings(groups: [group(room: 400, of: 512), group(room: -1, of: 4096)]), .red),
    (blind(), .green), (blind(free: 1), .yellow), (blind(high: 9, oom: 9), .green),
  ]

  @Test(arguments: firstLooks)
  func `one look decides where nothing has to last`(
    readings: MemoryReadings, level: PressureLevel
  ) {
    var gauge = PressureGauge(.standard)
    gauge.observe(readings, at: .seconds(7))
    #expect(gauge.level == level)
    #expect((gauge.reason == nil) == (level == .green))
    #expect(gauge.isPressing == (level > .green))
  }

  @Test func `ten seconds of standstill end workers`() {
    var gauge = PressureGauge(.standard)
    for second in stride(from: 0, to: 10, by: 2) {
      gauge.observe(Self.readings(full: 25), at: .seconds(second))
      #expect(gauge.level == .orange)
    }
    gauge.observe(Self.readings(full: 25), at: .seconds(10))
    #expect(gauge.level == .red)
  }

  @Test func `a short standstill begins anew`() {
    var gauge = PressureGauge(.standard)
    for second in stride(from: 0, through: 40, by: 2) {
      let isStill = second % 8 < 6
      gauge.observe(Self.readings(full: isStill ? 25 : 6), at: .seconds(second))
      #expect(gauge.level == .orange)
    }
  }

  @Test func `yellow ends after half a minute of calm`() {
    var gauge = PressureGauge(.standard)
    gauge.observe(Self.readings(some: 20), at: .zero)
    // Below the threshold is not yet calm.
    gauge.observe(Self.readings(some: 6), at: .seconds(60))
    #expect(gauge.level == .yellow)
    gauge.observe(Self.readings(some: 4), at: .seconds(62))
    gauge.observe(Self.readings(some: 4), at: .seconds(91))
    #expect(gauge.level == .yellow)
    #expect(!gauge.isPressing)
    gauge.observe(Self.readings(some: 4), at: .seconds(92))
    #expect(gauge.level == .green)
    #expect(gauge.reason == nil)
  }

  @Test func `a relapse starts the wait anew`() {
    var gauge = PressureGauge(.standard)
    gauge.observe(Self.readings(some: 20), at: .zero)
    gauge.observe(Self.readings(), at: .seconds(10))
    gauge.observe(Self.readings(some: 7), at: .seconds(30))
    gauge.observe(Self.readings(), at: .seconds(39))
    gauge.observe(Self.readings(), at: .seconds(60))
    #expect(gauge.level == .yellow)
    gauge.observe(Self.readings(), at: .seconds(69))
    #expect(gauge.level == .green)
  }

  @Test func `between the two shares of memory nothing changes`() {
    var gauge = PressureGauge(.standard)
    // 80 % are in use.
    gauge.observe(Self.readings(free: 1.6), at: .zero)
    #expect(gauge.level == .green)
    gauge.observe(Self.readings(free: 1), at: .seconds(5))
    for second in stride(from: 10, to: 200, by: 10) {
      gauge.observe(Self.readings(free: 1.6), at: .seconds(second))
      #expect(gauge.level == .yellow)
    }
    gauge.observe(Self.readings(free: 2.1), at: .seconds(200))
    gauge.observe(Self.readings(free: 2.1), at: .seconds(230))
    #expect(gauge.level == .green)
  }

  @Test func `from red the way back is red, orange, yellow, green`() {
    var gauge = PressureGauge(.standard)
    gauge.observe(Self.readings(free: 0.1), at: .zero)
    var seen: [PressureLevel] = [gauge.level]
    var times: [Int] = [0]
    for second in 1...200 {
      gauge.observe(Self.readings(), at: .seconds(second))
      if gauge.level != seen.last {
        seen.append(gauge.level)
        times.append(second)
      }
      #expect(!gauge.isPressing)
    }
    #expect(seen == [.red, .orange, .yellow, .green])
    // Five seconds between two changes; then a minute and half a minute of calm.
    #expect(times == [0, 5, 70, 105])
  }

  @Test func `the level changes every five seconds at most`() {
    var gauge = PressureGauge(.standard)
    var last = (level: gauge.level, time: Duration.seconds(-5))
    for tenth in 0..<3000 {
      let now = Duration.milliseconds(tenth * 100)
      let full = Double((tenth * 7919) % 40)
      gauge.observe(
        Self.readings(free: tenth % 13 == 0 ? 0.1 : 6, some: full, full: full / 2), at: now)
      guard gauge.level != last.level else { continue }
      #expect(now - last.time >= .seconds(5))
      last = (gauge.level, now)
    }
  }

  @Test func `without pressure the group's counters tell`() {
    let full = [Self.group(room: 50, of: 512)]
    var gauge = PressureGauge(.standard)
    gauge.observe(Self.blind(high: 5, groups: full), at: .zero)
    #expect(gauge.level == .yellow)
    gauge.observe(Self.blind(high: 6, groups: full), at: .seconds(6))
    #expect(gauge.level == .orange)
    gauge.observe(Self.blind(high: 6, oom: 1, groups: full), at: .seconds(12))
    #expect(gauge.level == .red)
  }

  @Test func `a cache of files at the limit is no trouble`() {
    let roomy = [Self.group(room: 300, of: 512)]
    var gauge = PressureGauge(.standard)
    for count in 0..<5 {
      gauge.observe(
        Self.blind(high: Int64(count) * 100, groups: roomy), at: .seconds(count * 10))
      #expect(gauge.level == .green)
    }
  }

  @Test func `an administrator's thresholds count`() {
    var limits = GovernorLimits.standard
    limits.pressureHold = 50
    limits.pressureSuspend = 60
    limits.memoryHigh = 95
    var gauge = PressureGauge(limits)
    gauge.observe(Self.readings(free: 0.5, some: 49, full: 49), at: .zero)
    #expect(gauge.level == .green)
    gauge.observe(Self.readings(some: 51), at: .seconds(5))
    #expect(gauge.level == .yellow)
    gauge.observe(Self.readings(some: 99, full: 61), at: .seconds(10))
    #expect(gauge.level == .orange)
  }
}
