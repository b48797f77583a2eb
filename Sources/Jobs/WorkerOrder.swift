// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// What a worker reads from its standard input: one line of JSON; the end of input afterwards means "stop".
package struct WorkerOrder<Body: Job>: Codable, Sendable {
  package var kind: JobKind
  package var limits: WorkerLimits
  package var priority: WorkerPriority
  /// Descriptors 3, 4, ...: first the inputs, then the outputs.
  package var inputs: Int
  package var outputs: Int
  /// What may decode pictures in place of the processor; nil for nothing.
  package var hardware: Hardware?
  package var body: Body

  package init(
    body: Body, limits: WorkerLimits, priority: WorkerPriority = .normal, inputs: Int, outputs: Int,
    hardware: Hardware? = nil
  ) {
    kind = Body.kind
    self.limits = limits
    self.priority = priority
    self.inputs = inputs
    self.outputs = outputs
    self.hardware = hardware
    self.body = body
  }
}

/// The part of an order that can be read without knowing the job.
package struct WorkerOrderHeader: Codable, Sendable {
  package var kind: JobKind
  package var limits: WorkerLimits
  package var priority: WorkerPriority
  package var inputs: Int
  package var outputs: Int
  package var hardware: Hardware?
}

/// How far a worker stands back for the machine's other work.
package enum WorkerPriority: String, Codable, Sendable, Hashable, CaseIterable {
  /// Runs when nobody else wants to.
  case idle
  /// Gets its share after interactive work.
  case low
  /// As the program that started it.
  case normal
}

/// What a worker may use at most.
package struct WorkerLimits: Codable, Sendable, Hashable {
  /// Address space; a decoder that asks for more fails.
  package var memoryBytes: Int
  /// Seconds of its own processor time.
  package var cpuSeconds: Int
  /// Size of any file that it writes.
  package var fileBytes: Int
  /// Seconds of its own processor time from one step of the job to the next.
  package var stallSeconds: Int

  package init(memoryBytes: Int, cpuSeconds: Int, fileBytes: Int, stallSeconds: Int) {
    self.memoryBytes = memoryBytes
    self.cpuSeconds = cpuSeconds
    self.fileBytes = fileBytes
    self.stallSeconds = stallSeconds
  }
}

/// One line that a worker writes to its standard output; exactly one field is set.
package struct WorkerLine<Answer: Codable & Sendable>: Codable, Sendable {
  /// The sandbox level it reached, before it reads its input.
  package var sandbox: String?
  /// Share of the job that is done, 0 to 1.
  package var progress: Double?
  package var answer: Answer?
  package var failure: JobFailure?

  package init(
    sandbox: String? = nil, progress: Double? = nil, answer: Answer? = nil,
    failure: JobFailure? = nil
  ) {
    self.sandbox = sandbox
    self.progress = progress
    self.answer = answer
    self.failure = failure
  }
}

extension Job {
  /// Pixels of the pictures that the order itself speaks of, by which its memory is predicted; nil when it does not.
  package var pixels: Int? {
    let format: HouseFormat? =
      switch self {
      case let job as SegmentJob: job.format
      case let job as ComposeJob: job.format
      case let job as AssembleJob: job.format
      case let job as CheckJob: job.format
      default: nil
      }
    let canvas = (self as? TitleJob)?.canvas ?? format?.canvas
    return canvas.map(\.pixelCount)
  }
}
