// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides which of the waiting jobs start now.
package struct Admission: Hashable, Sendable {
  /// Most workers at a time.
  package var width: Int
  /// Bytes that all workers together may be promised.
  package var room: Int64
  /// Bytes that the machine leaves for new work, beside what running workers hold already; nil when not known.
  package var budget: Int64?
  package var level: PressureLevel

  package init(width: Int, room: Int64, budget: Int64?, level: PressureLevel) {
    self.width = width
    self.room = room
    self.budget = budget
    self.level = level
  }

  /// A worker at work, or suspended: it keeps its memory.
  package struct Running: Hashable, Sendable {
    package let promised: Int64
    package let resident: Int64

    package init(promised: Int64, resident: Int64) {
      self.promised = promised
      self.resident = resident
    }
  }

  /// A job that waits.
  package struct Candidate: Hashable, Sendable {
    package let id: Int
    /// The higher the sooner.
    package let urgency: Int
    package let waited: Duration
    package let cost: Int64

    package init(id: Int, urgency: Int, waited: Duration, cost: Int64) {
      self.id = id
      self.urgency = urgency
      self.waited = waited
      self.cost = cost
    }
  }

  /// The jobs that start, the most urgent and oldest first; smaller ones fill what a larger one cannot use.
  ///
  /// One job always starts where none runs, so that a full machine is never a standstill.
  package func admitted(_ waiting: [Candidate], beside running: [Running]) -> [Int] {
    guard level < .orange else { return [] }
    var admitted: [Int] = []
    var promised = running.reduce(0) { $0 + $1.promised }
    var owed = running.reduce(0) { $0 + max(0, $1.promised - $1.resident) }
    for job in waiting.sorted(by: Self.isSooner) where job.cost <= room {
      let count = running.count + admitted.count
      guard count < width else { break }
      guard count == 0 || fits(job.cost, promised: promised, owed: owed) else {
        // Small jobs passed it long enough: what is given back from now on is kept for it.
        if job.waited >= Self.backfillPatience { break }
        continue
      }
      admitted.append(job.id)
      promised += job.cost
      owed += job.cost
    }
    return admitted
  }

  /// Why a job of this cost can never start, and which setting to raise; nil when it can.
  package func refusal(of cost: Int64, ceiling: Int64) -> String? {
    guard cost > room else { return nil }
    let wanted = Amount.setting(cost + max(0, ceiling - room))
    return "needs about \(Amount.text(cost)), and `memory: \(Amount.setting(ceiling))` leaves "
      + "\(Amount.text(room)) for a worker; set `memory: \(wanted)` or more"
  }

  private func fits(_ cost: Int64, promised: Int64, owed: Int64) -> Bool {
    guard level == .green, promised + cost <= room else { return false }
    // Half as much again stays free, because others may take memory at the same time.
    return budget.map { owed + cost + cost / 2 <= $0 } ?? true
  }

  private static func isSooner(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.urgency != right.urgency { return left.urgency > right.urgency }
    if left.waited != right.waited { return left.waited > right.waited }
    return left.id < right.id
  }

  private static let backfillPatience = Duration.seconds(30 * 60)
}
