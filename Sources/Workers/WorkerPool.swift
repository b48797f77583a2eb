// SPDX-License-Identifier: GPL-3.0-or-later

package import Jobs
package import Linux
package import Media
package import Resources
internal import Synchronization

/// Runs jobs in worker processes, as many at a time as the machine carries.
package final class WorkerPool: Sendable {
  /// How many workers run side by side at most.
  package let width: Int
  private let executable: Path
  private let governor: Governor
  /// What may decode pictures in workers; off once a worker was lost that had it.
  private let hardware: Mutex<Hardware>
  private let usages = Mutex(WorkerUsage())

  /// Workers are started from `executable`; `costs` is what was learnt before, `learnt` hears what jobs of a class take.
  package convenience init(
    executable: Path, limits: GovernorLimits, costs: CostModel = CostModel(),
    hardware: Hardware = .off,
    learnt: @escaping @Sendable (String, Int64) -> Void = { _, _ in }
  ) {
    let cores = (try? MemoryReadings.read())?.processors(of: Processors.count) ?? Processors.count
    let settings = Governor.Settings(
      limits: limits, width: max(1, limits.workers ?? cores),
      readings: { try? MemoryReadings.read() }, learnt: learnt)
    self.init(executable: executable, settings, costs: costs, hardware: hardware)
  }

  /// As many workers as are wanted, whatever the machine says: for tests and tools.
  package convenience init(executable: Path, width: Int, hardware: Hardware = .off) {
    let settings = Governor.Settings(
      limits: .wholeMachine, width: max(1, width), readings: { nil })
    self.init(executable: executable, settings, hardware: hardware)
  }

  init(
    executable: Path, _ settings: Governor.Settings, costs: CostModel = CostModel(),
    hardware: Hardware = .off
  ) {
    self.executable = executable
    self.hardware = Mutex(hardware)
    width = settings.width
    governor = Governor(settings, costs: costs)
  }

  /// The most memory that any worker used, and the processor time of all.
  package var usage: WorkerUsage { usages.withLock { $0 } }

  /// Does one job when its turn comes; outputs are only lent, `progress` hears shares from 0 to 1.
  ///
  /// A worker that has to make room is ended and the job run again, as is one that is lost with a device, without that:
  /// shares then begin anew.
  package func run<Body: Job>(
    _ body: Body, inputs: [OpenFile], outputs: [Int32] = [], ticket: WorkTicket = WorkTicket(.film),
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws(JobFailure) -> Body.Answer {
    // The optimiser may otherwise close them after their numbers are read, before the worker has them.
    defer { withExtendedLifetime(inputs) {} }
    let id = try governor.enter(Body.kind, ticket, pixels: ticket.pixels ?? body.pixels)
    defer { governor.leave(id) }
    let governor = governor
    let worker = Worker(executable: executable, descriptors: inputs.map(\.raw) + outputs) {
      governor.started($0, for: id)
    }
    while true {
      let priority = try await governor.turn(of: id)
      let hardware = hardware(for: body)
      let order = WorkerOrder(
        body: body, limits: hardware == nil ? .standard : .withDevice, priority: priority,
        inputs: inputs.count, outputs: outputs.count, hardware: hardware)
      do throws(JobFailure) {
        let (answer, usage) = try await worker.run(order) { share in
          governor.progressed(id, to: share)
          progress(share)
        }
        usages.withLock { $0.add(usage) }
        _ = governor.ended(id, peak: usage.peakMemory)
        return answer
      } catch {
        let fate = governor.ended(id, peak: nil)
        if error.reason == .cancelled { throw error }
        if let fate, governor.runsAgain(id, after: fate) { continue }
        let failure = fate.map { governor.failure(for: $0) } ?? error
        guard hardware != nil, failure.reason.mayBeOfDevice else { throw failure }
        // Whether file or driver is at fault, the processor tells.
        self.hardware.withLock { $0 = .off }
      }
    }
  }

  private func hardware(for body: some Job) -> Hardware? {
    let hardware = hardware.withLock { $0 }
    return hardware != .off && body.mayUseDevice ? hardware : nil
  }
}

extension WorkerPool {
  /// The workers at work, the most urgent and oldest first.
  package var running: [RunningWorker] { governor.running }

  /// Jobs that wait for a worker.
  package var waiting: Int { governor.waiting }

  package var memory: PoolMemory { governor.memory }

  /// Workers that were replaced since the start.
  package var lost: Int { governor.lost }

  /// Tells of every worker that starts, ends or is suspended, and of every change of level; not of progress.
  package func changes() -> AsyncStream<Void> { governor.changes.listen() }

  /// Halts every worker at once and starts none; those halted for half an hour are ended and run again later.
  package func suspendAll() { governor.suspendAll() }

  /// Takes `suspendAll` back.
  package func resumeAll() { governor.resumeAll() }

  /// Starts nothing more while `isHeld`; what runs goes on.
  package func hold(_ isHeld: Bool) { governor.hold(isHeld) }
}

/// What workers used so far.
package struct WorkerUsage: Sendable, Hashable {
  /// Bytes resident at one time in one worker.
  package private(set) var peakMemory: Int64 = 0
  package private(set) var processorTime = Duration.zero

  package init() {}

  mutating func add(_ termination: Termination) {
    peakMemory = max(peakMemory, termination.peakMemory)
    processorTime += termination.processorTime
  }
}

extension WorkerLimits {
  /// Limits that no honest file reaches.
  ///
  /// Address space is several times what is resident: libraries, thread stacks and pools reserve it. The longest
  /// stretch without a step leads to a late frame of a recording that has a key frame at its start only.
  package static let standard = WorkerLimits(
    memoryBytes: 3 << 30, cpuSeconds: 6 * 3600, fileBytes: 64 << 30, stallSeconds: 600)

  /// The same where a driver is at work: some lay out address space for all memory of machine and device at once.
  package static let withDevice: WorkerLimits = {
    var limits = standard
    limits.memoryBytes = 1 << 42
    return limits
  }()
}

extension JobFailure.Reason {
  /// Whether a driver can be the cause: it crashes its worker, hangs, or takes too much.
  fileprivate var mayBeOfDevice: Bool {
    self == .crashed || self == .stalled || self == .outOfMemory
  }
}
