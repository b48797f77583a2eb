// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Resources
internal import Synchronization

extension Governor {
  /// Looks at workers and machine for as long as there is something to look at.
  func keepWatching() {
    state.withLock { state in
      guard state.watch == nil, state.needsWatch else { return }
      state.watch = Task { [self] in
        while (try? await Task.sleep(for: settings.pace.beat)) != nil {
          guard look() else { break }
        }
      }
    }
  }

  /// Reads the machine unless that was done a moment ago.
  func refresh() {
    let now = now
    let isFresh = state.withLock { state in
      state.readings.map { now - $0.time < settings.pace.beat / 2 } ?? false
    }
    guard !isFresh else { return }
    let readings = settings.readings()
    state.withLock { state in
      state.readings = (readings, now)
      if let readings { state.gauge.observe(readings, at: now) }
    }
  }

  /// One look: false when there is nothing left to look at.
  private func look() -> Bool {
    let observers = state.withLock { state in
      state.jobs.compactMapValues { $0.attempt?.observer }
    }
    let statuses = observers.compactMapValues { $0.status() }
    let readings = settings.readings()
    let now = now
    let (goesOn, hasChanged) = state.withLock { state in
      guard !Task.isCancelled else { return (false, false) }
      let before = state.summary
      state.readings = (readings, now)
      if let readings { state.gauge.observe(readings, at: now) }
      state.supervise(statuses, settings.pace, at: now)
      state.keepCeiling(settings.pace, at: now)
      state.makeRoom(settings.pace, at: now)
      state.admit(at: now)
      let goesOn = state.needsWatch
      if !goesOn { state.watch = nil }
      return (goesOn, state.summary != before)
    }
    if hasChanged { changes.send() }
    return goesOn
  }

  /// Halts every worker and starts none until `resumeAll`.
  func suspendAll() {
    let now = now
    state.withLock { state in
      state.isSuspended = true
      state.eachAttempt { $0.suspend(for: .wish, at: now) }
    }
    changes.send()
  }

  func resumeAll() {
    let now = now
    state.withLock { state in
      state.isSuspended = false
      state.eachAttempt { if $0.suspension?.cause == .wish { $0.resume() } }
      state.admit(at: now)
    }
    keepWatching()
    changes.send()
  }

  /// Starts nothing more while held; what runs goes on.
  func hold(_ isHeld: Bool) {
    refresh()
    let now = now
    state.withLock { state in
      state.isHeld = isHeld
      state.admit(at: now)
    }
    keepWatching()
    changes.send()
  }
}

extension GovernorState {
  /// What listeners would see change.
  fileprivate var summary: [Int] {
    let running = jobs.values.filter { $0.attempt != nil }
    let suspended = running.count { $0.attempt?.suspension != nil }
    return [
      running.count, suspended, lost, PressureLevel.allCases.firstIndex(of: gauge.level) ?? 0,
    ]
  }

  mutating func eachAttempt(_ body: (inout Attempt) -> Void) {
    for id in jobs.keys {
      guard var attempt = jobs[id]?.attempt else { continue }
      body(&attempt)
      jobs[id]?.attempt = attempt
    }
  }

  /// Replaces workers that hang and helps those that starve.
  fileprivate mutating func supervise(
    _ statuses: [Int: ProcessStatus], _ pace: GovernorPace, at now: Duration
  ) {
    for (id, status) in statuses {
      guard let job = jobs[id], var attempt = job.attempt, attempt.process != nil else { continue }
      attempt.resident = status.resident
      attempt.shared = status.shared
      // What it took beyond its promise is taken, and counts when it runs again.
      let promised = max(job.promised, min(status.resident, admission.room))
      jobs[id]?.promised = promised
      if let suspension = attempt.suspension {
        if suspension.cause == .wish, now - suspension.since >= pace.hold {
          attempt.end(.released)
        }
      } else {
        switch attempt.rule.observe(status, at: now) {
        case .healthy: break
        case .lost: attempt.end(.lost)
        case .stalled: attempt.end(.stalled)
        case .starved: raise(id, attempt, at: now)
        }
      }
      jobs[id]?.attempt = attempt
    }
  }

  /// The floor under idle work: four busy programs must not keep it from ever being done.
  private mutating func raise(_ id: Int, _ attempt: Attempt, at now: Duration) {
    guard attempt.priority == .idle, jobs[id]?.wasRaised == false, let process = attempt.process
    else { return }
    jobs[id]?.wasRaised = true
    starved = now
    do throws(SystemError) {
      try SchedulingPriority.batch.apply(toThreadsOf: process.identifier)
    } catch {
      if error.isPermission { cannotRaise = true }
    }
  }

  /// Ends a worker when all together take more than they may.
  fileprivate mutating func keepCeiling(_ pace: GovernorPace, at now: Duration) {
    let attempts = jobs.values.compactMap(\.attempt).filter { $0.fate == nil }
    // Libraries are in memory once, however many workers use them.
    let used =
      attempts.reduce(0) { $0 + $1.resident - $1.shared } + (attempts.map(\.shared).max() ?? 0)
    guard used > admission.room, Self.isDue(lastEnd, pace.end, at: now),
      let id = sacrifice({ _ in true })
    else { return }
    jobs[id]?.attempt?.end(attempts.count > 1 ? .evicted : .tooLarge(used))
    lastEnd = now
  }

  /// Suspends, ends and resumes workers as the level asks, one at a time.
  fileprivate mutating func makeRoom(_ pace: GovernorPace, at now: Duration) {
    guard !isSuspended else { return }
    if gauge.isPressing, gauge.level == .red, Self.isDue(lastEnd, pace.end, at: now) {
      guard let id = sacrifice({ _ in true }) else { return }
      jobs[id]?.attempt?.end(.evicted)
      lastEnd = now
    } else if gauge.isPressing, gauge.level == .orange,
      Self.isDue(lastSuspension, pace.suspend, at: now)
    {
      guard let id = sacrifice({ $0.suspension == nil }) else { return }
      jobs[id]?.attempt?.suspend(for: .pressure, at: now)
      lastSuspension = now
    } else if gauge.level < .orange, Self.isDue(lastResumption, pace.resume, at: now) {
      let suspended = jobs.values.filter { $0.attempt?.suspension?.cause == .pressure }
      guard let oldest = suspended.min(by: Self.isOlder) else { return }
      jobs[oldest.id]?.attempt?.resume()
      lastResumption = now
    }
  }

  /// The least urgent and youngest worker among those that qualify.
  private func sacrifice(_ qualifies: (Attempt) -> Bool) -> Int? {
    let candidates = jobs.values.filter { job in
      job.attempt.map { $0.process != nil && $0.fate == nil && qualifies($0) } ?? false
    }
    return candidates.min { left, right in
      if left.ticket.urgency != right.ticket.urgency {
        return left.ticket.urgency < right.ticket.urgency
      }
      return Self.isOlder(right, left)
    }?.id
  }

  private static func isOlder(_ left: GovernedJob, _ right: GovernedJob) -> Bool {
    let times = (left.attempt?.admitted ?? .zero, right.attempt?.admitted ?? .zero)
    return times.0 == times.1 ? left.id < right.id : times.0 < times.1
  }

  private static func isDue(_ last: Duration?, _ pause: Duration, at now: Duration) -> Bool {
    last.map { now - $0 >= pause } ?? true
  }
}
