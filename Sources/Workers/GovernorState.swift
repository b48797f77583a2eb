// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Resources

/// The governor's books, kept under its lock.
struct GovernorState: Sendable {
  private let settings: Governor.Settings
  var jobs: [Int: GovernedJob] = [:]
  var costs: CostModel
  var gauge: PressureGauge
  var readings: (value: MemoryReadings?, time: Duration)?
  /// By somebody's wish: all workers are halted.
  var isSuspended = false
  /// By somebody's wish: nothing more starts.
  var isHeld = false
  /// Workers that were replaced.
  var lost = 0
  /// Whether raising an idle worker was refused once.
  var cannotRaise = false
  /// When an idle worker last starved.
  var starved: Duration?
  var watch: Task<Void, Never>?
  var lastSuspension: Duration?
  var lastResumption: Duration?
  var lastEnd: Duration?
  private var nextID = 0

  init(_ settings: Governor.Settings, costs: CostModel) {
    self.settings = settings
    self.costs = costs
    gauge = PressureGauge(settings.limits, patience: settings.pace.gauge)
  }

  mutating func enter(
    _ kind: JobKind, _ ticket: WorkTicket, _ cost: CostClass, at now: Duration
  ) throws(JobFailure) -> Int {
    var promised = costs.predicted(cost)
    if let ceiling = settings.limits.memoryCeiling {
      // A job of which little is known is tried alone rather than refused.
      if !costs.isFounded(cost) { promised = min(promised, settings.limits.workerRoom) }
      if let sentence = admission.refusal(of: promised, ceiling: ceiling) {
        throw JobFailure(.outOfMemory, detail: sentence)
      }
    }
    nextID += 1
    jobs[nextID] = GovernedJob(
      id: nextID, kind: kind, ticket: ticket, cost: cost, promised: promised, wantedSince: now)
    return nextID
  }

  /// Starts what may start.
  mutating func admit(at now: Duration) {
    guard !isSuspended, !isHeld else { return }
    let waiting = jobs.values.filter(\.isWaiting).map { job in
      Admission.Candidate(
        id: job.id, urgency: job.ticket.urgency.rawValue, waited: now - job.wantedSince,
        cost: job.promised)
    }
    // Who was halted for lack of memory comes first.
    let isCrowded = jobs.values.contains { $0.attempt?.suspension?.cause == .pressure }
    guard !waiting.isEmpty, !isCrowded else { return }
    let running = jobs.values.compactMap { job in
      job.attempt.map { Admission.Running(promised: job.promised, resident: $0.resident) }
    }
    for id in admission.admitted(waiting, beside: running) {
      guard let job = jobs[id], case .waiting(let continuation) = job.phase else { continue }
      let attempt = Attempt(
        priority: priority(of: job, at: now), admitted: now, rule: StallRule(settings.pace.stall))
      jobs[id]?.phase = .running(attempt)
      continuation.resume(returning: true)
    }
  }

  /// Whether a job whose worker was ended by us has another try; it waits again then.
  mutating func requeue(_ id: Int, after fate: Attempt.Fate) -> Bool {
    guard var job = jobs[id] else { return false }
    job.phase = .arriving
    switch fate {
    case .stalled, .tooLarge: return false
    case .released: break
    case .lost:
      job.losses += 1
      lost += 1
    case .evicted:
      job.evictions += 1
      lost += 1
    }
    jobs[id] = job
    return job.losses <= Self.losses && job.evictions <= Self.evictions
  }

  /// At rest what was measured grows old.
  mutating func rest() {
    watch?.cancel()
    watch = nil
    guard jobs.isEmpty else { return }
    gauge = PressureGauge(settings.limits, patience: settings.pace.gauge)
    readings = nil
    (lastSuspension, lastResumption, lastEnd) = (nil, nil, nil)
  }

  /// Nothing needs a look while nothing runs and nothing may start.
  var needsWatch: Bool {
    jobs.values.contains { $0.attempt != nil }
      || (!isSuspended && !isHeld && jobs.values.contains(where: \.isWaiting))
  }

  var admission: Admission {
    Admission(
      width: settings.width, room: settings.limits.workerRoom, budget: readings?.value?.budget,
      level: gauge.level)
  }

  private func priority(of job: GovernedJob, at now: Duration) -> WorkerPriority {
    if job.ticket.urgency == .film { return .low }
    switch settings.limits.analysisPriority {
    case .idle:
      // Where the one before starved, this one would: half a minute each. What cannot be helped starts higher.
      let starves = starved.map { now - $0 < Self.starvingMemory } ?? false
      return cannotRaise || starves ? .low : .idle
    case .low: return .low
    case .normal: return .normal
    }
  }

  /// Tries after a worker was halted by somebody else, and after it had to make room.
  private static let losses = 1
  private static let evictions = 5
  /// How long the machine is taken to be as busy as it was.
  private static let starvingMemory = Duration.seconds(600)
}
