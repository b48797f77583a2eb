// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Jobs

/// What a job finds on its bench: open descriptors, a way to tell how far it is, a way to be stopped.
package struct Workbench: Sendable {
  package let inputs: [Int32]
  package let outputs: [Int32]
  package let interrupt: InterruptFlag
  private let report: @Sendable (Double) -> Void

  package init(
    inputs: [Int32], outputs: [Int32], interrupt: InterruptFlag,
    report: @escaping @Sendable (Double) -> Void
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.interrupt = interrupt
    self.report = report
  }

  /// The job's only input.
  func input() throws(JobFailure) -> Int32 { try descriptor(0, of: inputs) }

  /// The job's only output.
  func output() throws(JobFailure) -> Int32 { try descriptor(0, of: outputs) }

  func descriptor(_ index: Int, of list: [Int32]) throws(JobFailure) -> Int32 {
    guard list.indices.contains(index) else {
      throw JobFailure(.badOrder, detail: "descriptor \(index) of \(list.count)")
    }
    return list[index]
  }

  /// Tells the parent the share that is done, 0 to 1; stops a cancelled job.
  func progress(_ share: Double) throws(JobFailure) {
    guard !interrupt.isSet else { throw JobFailure(.cancelled) }
    report(min(max(share, 0), 1))
  }
}

/// A job that this program can do.
package protocol Workable: Job {
  /// Does the job with what is on the bench.
  func run(on bench: Workbench) throws(JobFailure) -> Answer
}
