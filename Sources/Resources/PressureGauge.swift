// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns readings into a level that rises at once and falls only after a calm while.
package struct PressureGauge: Sendable {
  package private(set) var level = PressureLevel.green
  /// Whether the last readings themselves asked for the level; else it only waits for calm.
  package private(set) var isPressing = false
  /// Why the level is not green.
  package private(set) var reason: String?

  private let limits: GovernorLimits
  private let patience: Patience
  private var changed: Duration?
  private var calmSince: Duration?
  private var stopSince: Duration?
  private var events: MemoryEvents?

  package init(_ limits: GovernorLimits, patience: Patience = Patience()) {
    self.limits = limits
    self.patience = patience
  }

  /// What lasts how long before the level changes.
  package struct Patience: Hashable, Sendable {
    /// From one change to the next: many in a row would only shake the machine.
    package var change = Duration.seconds(5)
    /// Calm before the level falls from yellow and from orange.
    package var yellow = Duration.seconds(30)
    package var orange = Duration.seconds(60)
    /// Standstill before workers are ended: a single one of a moment is no emergency yet.
    package var stop = Duration.seconds(10)

    package init() {}
  }

  /// Takes the readings of one moment; `now` counts from any fixed start.
  package mutating func observe(_ readings: MemoryReadings, at now: Duration) {
    let demand = demand(of: readings, at: now)
    isPressing = demand.map { $0.level >= level && level > .green } ?? false
    if let demand, demand.level >= level { reason = demand.reason }
    guard changed.map({ now - $0 >= patience.change }) ?? true else { return }
    if let demand, demand.level > level {
      rise(to: demand.level, at: now)
    } else {
      fall(readings, demanded: demand?.level ?? .green, at: now)
    }
  }

  private mutating func rise(to higher: PressureLevel, at now: Duration) {
    level = higher
    isPressing = true
    changed = now
    calmSince = nil
  }

  private mutating func fall(
    _ readings: MemoryReadings, demanded: PressureLevel, at now: Duration
  ) {
    guard level > .green, demanded < level else {
      calmSince = nil
      return
    }
    // Ending workers is only for as long as it must be; the rest of the way goes slowly.
    if level == .red { return sink(to: .orange, at: now) }
    guard isCalm(readings) else {
      calmSince = nil
      return
    }
    let since = calmSince ?? now
    calmSince = since
    let wait = level == .orange ? patience.orange : patience.yellow
    if now - since >= wait { sink(to: level == .orange ? .yellow : .green, at: now) }
  }

  private mutating func sink(to lower: PressureLevel, at now: Duration) {
    level = lower
    changed = now
    calmSince = nil
    if lower == .green { reason = nil }
  }

  /// Whether nothing speaks against the next lower level.
  private func isCalm(_ readings: MemoryReadings) -> Bool {
    if level == .orange {
      let full = readings.pressure?.full?.average60 ?? 0
      return full < Double(limits.pressureSuspend) * 0.4
        && !readings.isExhausted(margin: 2)
    }
    let some = readings.pressure?.some.average10 ?? 0
    return some < Double(limits.pressureHold) / 2
      && readings.usedShare * 100 < Double(limits.memoryLow)
  }
}

extension PressureGauge {
  private typealias Demand = (level: PressureLevel, reason: String)

  /// The highest level that these readings ask for, and why; nil for green.
  private mutating func demand(of readings: MemoryReadings, at now: Duration) -> Demand? {
    let rising = rising(readings)
    let full = readings.pressure?.full?.average10 ?? 0
    stopSince = full >= Double(limits.pressureStop) ? stopSince ?? now : nil
    if let stopSince, now - stopSince >= patience.stop {
      return (.red, "all programs wait for memory \(percent(full)) of the time")
    }
    if readings.isExhausted() {
      return (.red, "only \(Amount.text(readings.available)) of memory are left")
    }
    if rising.oom { return (.red, "the service's memory limit was reached") }
    if full >= Double(limits.pressureSuspend) {
      return (.orange, "all programs wait for memory \(percent(full)) of the time")
    }
    if rising.high { return (.orange, "the service is held at its memory limit") }
    let some = readings.pressure?.some.average10 ?? 0
    if some >= Double(limits.pressureHold) {
      return (.yellow, "programs wait for memory \(percent(some)) of the time")
    }
    let used = readings.usedShare * 100
    if used >= Double(limits.memoryHigh) {
      return (
        .yellow,
        "\(percent(used)) of the memory is in use; more work starts below \(limits.memoryLow) %"
      )
    }
    return nil
  }

  /// Which of the group's counters rose since the last readings; only asked where the kernel tells no pressure.
  private mutating func rising(_ readings: MemoryReadings) -> (high: Bool, oom: Bool) {
    defer { events = readings.events }
    guard readings.pressure == nil, let before = events, let now = readings.events else {
      return (false, false)
    }
    // The cache of files alone takes a group to its limit, and then nothing is wrong.
    let isFull = readings.usedShare * 100 >= Double(limits.memoryHigh)
    return (now.high > before.high && isFull, now.oom > before.oom)
  }

  private func percent(_ value: Double) -> String { "\(Int(value.rounded())) %" }
}
