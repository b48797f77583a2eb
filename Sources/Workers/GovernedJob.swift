// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Resources

/// One job from the moment it is wanted until its answer is there.
struct GovernedJob: Sendable {
  let id: Int
  let kind: JobKind
  let ticket: WorkTicket
  let cost: CostClass
  /// Bytes that are kept for it while it runs.
  var promised: Int64
  /// Since when it waits, though it may have run in between.
  let wantedSince: Duration
  var phase = Phase.arriving
  /// How often a worker was ended for lack of memory.
  var evictions = 0
  /// How often a worker was lost by somebody else's doing.
  var losses = 0
  var wasRaised = false

  enum Phase: Sendable {
    /// Not waiting yet.
    case arriving
    case waiting(CheckedContinuation<Bool, Never>)
    case running(Attempt)
  }

  var isWaiting: Bool {
    if case .waiting = phase { true } else { false }
  }

  /// The worker that does it now.
  var attempt: Attempt? {
    get {
      if case .running(let attempt) = phase { attempt } else { nil }
    }
    set {
      if let newValue { phase = .running(newValue) }
    }
  }
}

/// One worker's try at a job.
struct Attempt: Sendable {
  let priority: WorkerPriority
  /// Nil until the process is there.
  var process: ChildProcess?
  var observer: ProcessObserver?
  /// In ms since 1970.
  var started: Int64 = 0
  /// By the governor's clock.
  var admitted: Duration
  var progress = 0.0
  var resident: Int64 = 0
  /// Bytes of these that belong to files, such as libraries, which workers share.
  var shared: Int64 = 0
  var suspension: Suspension?
  var rule: StallRule
  /// Why we ended it; nil while we did not.
  var fate: Fate?

  struct Suspension: Sendable {
    var since: Duration
    let cause: Cause
  }

  enum Cause: Sendable {
    case pressure
    case wish
  }

  enum Fate: Sendable {
    /// To make room: the job runs again.
    case evicted
    /// Halted for somebody's wish for too long: the job runs again.
    case released
    /// Somebody else halted it: the job runs again, once.
    case lost
    case stalled
    /// Alone it takes more than all workers together may: so many bytes.
    case tooLarge(Int64)
  }

  mutating func suspend(for cause: Cause, at now: Duration) {
    guard suspension == nil, fate == nil else { return }
    suspension = Suspension(since: now, cause: cause)
    rule.forget()
    process?.suspend()
  }

  mutating func resume() {
    guard suspension != nil else { return }
    suspension = nil
    rule.forget()
    process?.resume()
  }

  mutating func end(_ fate: Fate) {
    guard self.fate == nil else { return }
    self.fate = fate
    process?.kill()
  }
}
