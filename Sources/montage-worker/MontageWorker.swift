// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Glibc
internal import Jobs
internal import Linux
internal import Media
internal import Work

/// One job, done in a process that can name no file, or fonts alone: descriptors in, lines of JSON out.
@main
struct MontageWorker {
  static func main() {
    // A file that may not grow is told by the write's answer.
    signal(SIGXFSZ, SIG_IGN)
    // Best effort: the end of standard input tells the same, but not to a halted process.
    try? ParentDeath.bind()
    let output = Lines(descriptor: STDOUT_FILENO)
    do {
      let order = try Order.read(from: STDIN_FILENO)
      let header = try Wire.value(of: WorkerOrderHeader.self, in: order)
      // Before there are threads, which inherit it; what an administrator forbids is no reason not to work.
      try? header.priority.schedulingPriority?.apply()
      let nodes = header.hardware?.nodes ?? []
      let drivers = nodes.isEmpty ? [] : header.hardware?.readablePlaces ?? []
      let level = try Sandbox.enter(
        header.limits.processLimits,
        reading: (header.kind.readableFolders + drivers).map { Path($0) }, using: nodes)
      output.write(try Wire.line(WorkerLine<Nothing>(sandbox: level.rawValue)))
      let interrupt = InterruptFlag()
      try Order.watchForEnd(of: STDIN_FILENO, interrupt: interrupt)
      // Opened in the sandbox, whose threads are then all inside.
      let hardware = nodes.isEmpty ? .off : header.hardware ?? .off
      try JobRunner.run(
        order: order, on: bench(header, hardware, interrupt, output), write: output.write)
    } catch {
      let failure =
        error as? JobFailure ?? JobFailure(.badOrder, detail: String(describing: error))
      if let line = try? Wire.line(WorkerLine<Nothing>(failure: failure)) { output.write(line) }
    }
    // Ends the watching thread with the process; nothing is left to flush.
    exit(0)
  }

  private static func bench(
    _ header: WorkerOrderHeader, _ hardware: Hardware, _ interrupt: InterruptFlag, _ output: Lines
  ) -> Workbench {
    let inputs = (0..<header.inputs).map { Int32(3 + $0) }
    let outputs = (0..<header.outputs).map { Int32(3 + header.inputs + $0) }
    let pace = ProgressPace()
    let stall = StallClock(seconds: header.limits.stallSeconds)
    stall.restart()
    return Workbench(
      inputs: inputs, outputs: outputs, interrupt: interrupt,
      device: { () throws(FFmpegError) in try Device.open(hardware) }
    ) { share in
      stall.restart()
      guard pace.isDue(),
        let line = try? Wire.line(WorkerLine<Nothing>(progress: share))
      else { return }
      output.write(line)
    }
  }
}

/// The answer of a line that carries none.
struct Nothing: Codable, Sendable {}

extension WorkerPriority {
  /// Nil where nothing is to be changed.
  var schedulingPriority: SchedulingPriority? {
    switch self {
    case .idle: .idle
    case .low: .batch
    case .normal: nil
    }
  }
}

extension WorkerLimits {
  /// What the kernel is asked to enforce.
  var processLimits: ProcessLimits {
    ProcessLimits(
      addressSpace: Int64(memoryBytes), processorSeconds: Int64(cpuSeconds),
      fileSize: Int64(fileBytes), openFiles: 1024)
  }
}
