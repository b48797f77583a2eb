// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Jobs
internal import Linux
internal import Resources
internal import Synchronization

/// Decides which job runs when, watches those that run, and makes room when the machine needs it.
///
/// At rest it does nothing at all; while there is work it looks every two seconds.
final class Governor: Sendable {
  let settings: Settings
  let changes = Broadcast()
  let state: Mutex<GovernorState>
  private let start = SuspendingClock.now

  /// What does not change while it governs.
  struct Settings: Sendable {
    var limits: GovernorLimits
    var width: Int
    var pace = GovernorPace()
    /// Reads the machine; nil where nothing can be read, and then only the ceiling counts.
    var readings: @Sendable () -> MemoryReadings?
    /// Hears what a job of a class took.
    var learnt: @Sendable (String, Int64) -> Void = { _, _ in }
  }

  init(_ settings: Settings, costs: CostModel) {
    self.settings = settings
    state = Mutex(GovernorState(settings, costs: costs))
  }

  /// By a clock that stands while the machine sleeps.
  var now: Duration { start.duration(to: .now) }

  /// Takes in a job; throws when it can never run.
  func enter(
    _ kind: JobKind, _ ticket: WorkTicket, pixels: Int?
  ) throws(JobFailure) -> Int {
    let cost = CostClass(kind: kind.rawValue, pixels: pixels)
    let now = now
    return try state.withLock { (state) throws(JobFailure) in
      try state.enter(kind, ticket, cost, at: now)
    }
  }

  /// Waits until the job may run and answers with which priority.
  func turn(of id: Int) async throws(JobFailure) -> WorkerPriority {
    refresh()
    let now = now
    let isAdmitted = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
        state.withLock { state in
          guard !Task.isCancelled else { return continuation.resume(returning: false) }
          state.jobs[id]?.phase = .waiting(continuation)
          state.admit(at: now)
        }
        keepWatching()
      }
    } onCancel: {
      cancelWaiting(id)
    }
    changes.send()
    guard isAdmitted, let attempt = state.withLock({ $0.jobs[id]?.attempt }) else {
      throw JobFailure(.cancelled)
    }
    return attempt.priority
  }

  private func cancelWaiting(_ id: Int) {
    state.withLock { state in
      guard case .waiting(let continuation) = state.jobs[id]?.phase else { return }
      state.jobs[id]?.phase = .arriving
      continuation.resume(returning: false)
    }
  }

  /// Hears which process does the job; it has read no byte yet.
  func started(_ process: ChildProcess, for id: Int) {
    let observer = try? ProcessObserver(process.identifier)
    let started = Int64(Date.now.timeIntervalSince1970 * 1000)
    let now = now
    state.withLock { state in
      guard var attempt = state.jobs[id]?.attempt else { return }
      attempt.process = process
      attempt.observer = observer
      attempt.started = started
      if state.isSuspended { attempt.suspend(for: .wish, at: now) }
      state.jobs[id]?.attempt = attempt
    }
    changes.send()
  }

  func progressed(_ id: Int, to share: Double) {
    state.withLock { $0.jobs[id]?.attempt?.progress = share }
  }

  /// Hears that the worker has ended, and answers why if we ended it.
  func ended(_ id: Int, peak: Int64?) -> Attempt.Fate? {
    let (fate, name) = state.withLock { state in
      (state.jobs[id]?.attempt?.fate, state.jobs[id]?.cost.name)
    }
    if let peak, let name {
      state.withLock { $0.costs.note(peak: peak, of: name) }
      settings.learnt(name, peak)
    }
    return fate
  }

  /// Whether the job is to run again after its worker met `fate`.
  func runsAgain(_ id: Int, after fate: Attempt.Fate) -> Bool {
    state.withLock { $0.requeue(id, after: fate) }
  }

  /// What a job is told that does not run again.
  func failure(for fate: Attempt.Fate) -> JobFailure {
    switch fate {
    case .evicted, .released:
      return JobFailure(.outOfMemory, detail: "ended again and again to make room")
    case .lost: return JobFailure(.crashed, detail: "halted by another program, twice")
    case .stalled: return JobFailure(.stalled, detail: "waited for two minutes without a step")
    case .tooLarge(let bytes):
      let ceiling = settings.limits.memoryCeiling ?? bytes
      let sentence = state.withLock { $0.admission.refusal(of: bytes, ceiling: ceiling) }
      return JobFailure(.outOfMemory, detail: sentence ?? "")
    }
  }

  /// The job is over, one way or another.
  func leave(_ id: Int) {
    refresh()
    let now = now
    state.withLock { state in
      state.jobs[id] = nil
      state.admit(at: now)
      if !state.needsWatch { state.rest() }
    }
    changes.send()
  }
}
