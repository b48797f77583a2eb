// SPDX-License-Identifier: GPL-3.0-or-later

package import Jobs
package import Linux
internal import Synchronization

/// Runs jobs in worker processes, as many at a time as the machine carries.
package final class WorkerPool: Sendable {
  /// How many workers run side by side.
  package let width: Int
  private let executable: Path
  private let slots: Slots
  private let usages = Mutex(WorkerUsage())

  /// Workers are started from `executable`.
  package init(executable: Path, width: Int) {
    self.executable = executable
    self.width = max(1, width)
    slots = Slots(count: self.width)
  }

  /// The most memory that any worker used, and the processor time of all.
  package var usage: WorkerUsage { usages.withLock { $0 } }

  /// Does one job when a slot is free; outputs are only lent, `progress` hears shares from 0 to 1.
  package func run<Body: Job>(
    _ body: Body, inputs: [OpenFile], outputs: [Int32] = [], ticket: WorkTicket = WorkTicket(.film),
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws(JobFailure) -> Body.Answer {
    // The optimiser may otherwise close them after their numbers are read, before the worker has them.
    defer { withExtendedLifetime(inputs) {} }
    await slots.take()
    guard !Task.isCancelled else {
      await slots.give()
      throw JobFailure(.cancelled)
    }
    let order = WorkerOrder(
      body: body, limits: .standard, inputs: inputs.count, outputs: outputs.count)
    let result: Result<Body.Answer, JobFailure>
    do throws(JobFailure) {
      let worker = Worker(executable: executable, descriptors: inputs.map(\.raw) + outputs)
      let (answer, usage) = try await worker.run(order, progress: progress)
      usages.withLock { $0.add(usage) }
      result = .success(answer)
    } catch {
      result = .failure(error)
    }
    await slots.give()
    return try result.get()
  }
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
}
