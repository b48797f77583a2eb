// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Resources
internal import Synchronization

extension Governor {
  var running: [RunningWorker] {
    let jobs = state.withLock { $0.jobs.values.filter { $0.attempt?.process != nil } }
    let sorted = jobs.sorted { left, right in
      left.ticket.urgency == right.ticket.urgency
        ? left.id < right.id : left.ticket.urgency > right.ticket.urgency
    }
    return sorted.compactMap { job in
      guard let attempt = job.attempt, let process = attempt.process else { return nil }
      return RunningWorker(
        processIdentifier: process.identifier, kind: job.kind, ticket: job.ticket,
        started: attempt.started, progress: attempt.progress, predicted: job.promised,
        resident: attempt.observer?.status()?.resident ?? attempt.resident,
        isSuspended: attempt.suspension != nil)
    }
  }

  var waiting: Int { state.withLock { $0.jobs.values.count(where: \.isWaiting) } }

  var lost: Int { state.withLock(\.lost) }

  var memory: PoolMemory {
    refresh()
    let (readings, gauge, observers) = state.withLock { state in
      (state.readings?.value, state.gauge, state.jobs.values.compactMap { $0.attempt?.observer })
    }
    let statuses = observers.compactMap { $0.status() }
    // Libraries are in memory once, however many workers use them.
    let own = statuses.reduce(0) { $0 + $1.resident - $1.shared }
    return PoolMemory(
      ceiling: settings.limits.memoryCeiling, used: own + (statuses.map(\.shared).max() ?? 0),
      available: readings?.available, level: gauge.level.rawValue, reason: gauge.reason,
      blindness: readings?.blindness)
  }
}
