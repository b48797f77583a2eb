// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Jobs

/// What a job finds on its bench: open descriptors, a way to tell how far it is, a way to be stopped.
package struct Workbench: Sendable {
  package let inputs: [Int32]
  package let outputs: [Int32]
  package let interrupt: InterruptFlag
  /// Opens what may decode pictures in place of the processor; nil when nothing may, or nothing is there.
  let device: @Sendable () throws(FFmpegError) -> Device?
  private let report: @Sendable (Double) -> Void

  package init(
    inputs: [Int32], outputs: [Int32], interrupt: InterruptFlag,
    device: @escaping @Sendable () throws(FFmpegError) -> Device? = { nil },
    report: @escaping @Sendable (Double) -> Void
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.interrupt = interrupt
    self.device = device
    self.report = report
  }

  /// The job's first input.
  func input() throws(JobFailure) -> Int32 { try first(of: inputs, named: "input") }

  /// The job's first output.
  func output() throws(JobFailure) -> Int32 { try first(of: outputs, named: "output") }

  private func first(of list: [Int32], named name: String) throws(JobFailure) -> Int32 {
    guard let descriptor = list.first else {
      throw JobFailure(.badOrder, detail: "the job needs an \(name)")
    }
    return descriptor
  }

  /// Tells the parent the share that is done, 0 to 1; ends a cancelled job.
  func step(_ share: Double) throws(FFmpegError) {
    guard !interrupt.isSet else { throw .interrupted }
    report(min(max(share, 0), 1))
  }
}

/// A job that this program can do.
package protocol Workable: Job {
  /// Does the job with what is on the bench.
  func run(on bench: Workbench) throws(JobFailure) -> Answer
}

extension JobFailure {
  /// What a library's error means to the parent; `missing` when the file has no stream of the kind that is needed.
  init(_ error: FFmpegError, missing: Reason = .noPicture) {
    let reason: Reason
    if error.isInterruption {
      reason = .cancelled
    } else if error.isMissingEncoder {
      reason = .notInstalled
    } else if error.isOutOfMemory {
      reason = .outOfMemory
    } else if error.isWriteError {
      reason = .writeError
    } else if error.isMissingStream || error.isMissingDecoder {
      reason = missing
    } else if error.isInvalidData {
      reason = .notMedia
    } else if error.isReadError {
      reason = .readError
    } else {
      reason = .damaged
    }
    self.init(reason, detail: error.description)
  }
}
