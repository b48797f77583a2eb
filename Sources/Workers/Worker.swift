// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Glibc
internal import Jobs
internal import Linux
internal import Synchronization

/// One worker process, from its start to its end.
struct Worker {
  let executable: Path
  /// What it finds as descriptors 3, 4, 5 and so on.
  let descriptors: [Int32]
  /// Hears of the process before it has read its order.
  var started: @Sendable (ChildProcess) -> Void = { _ in }

  /// Gives it the order, listens until it ends, and believes only a whole answer.
  func run<Body: Job>(
    _ order: WorkerOrder<Body>, progress: @escaping @Sendable (Double) -> Void
  ) async throws(JobFailure) -> (Body.Answer, Termination) {
    do {
      let line = try Wire.line(order)
      let (process, leash, lines) = try start()
      started(process)
      return try await withTaskCancellationHandler {
        await leash.write(line)
        let reply = await Reply<Body.Answer>(from: lines, progress: progress)
        leash.drop()
        process.kill(after: reply.failure == nil ? Self.exitGrace : Self.stopGrace)
        let termination = await process.termination()
        return (try reply.answer(termination), termination)
      } onCancel: {
        leash.drop()
        process.kill(after: Self.stopGrace)
      }
    } catch let failure as JobFailure {
      throw failure
    } catch is CancellationError {
      throw JobFailure(.cancelled)
    } catch let error as SystemError where error.call == "posix_spawn" && error.isMissing {
      throw JobFailure(.notInstalled, detail: error.description)
    } catch {
      throw JobFailure(.crashed, detail: String(describing: error))
    }
  }

  /// A worker takes one second at most to stop by itself.
  private static let stopGrace = DispatchTimeInterval.seconds(2)
  /// Giving memory back takes long where it was swapped out.
  private static let exitGrace = DispatchTimeInterval.seconds(60)

  private func start() throws -> (ChildProcess, Leash, LineReader) {
    let orders = try Pipe()
    let answers = try Pipe()
    var command = Command(executable: executable, descriptors: descriptors)
    command.input = .descriptor(orders.reading.raw)
    command.output = .descriptor(answers.writing.raw)
    let process = try ChildProcess.spawn(command)
    let leash = Leash(orders.keepWriting())
    return (process, leash, try LineReader(answers.keepReading(), limit: Wire.longestLine))
  }
}

/// What a worker said.
private struct Reply<Answer: Codable & Sendable> {
  private var last: WorkerLine<Answer>?
  /// Why listening ended before the worker did.
  private(set) var failure: (any Error)?

  init(from lines: LineReader, progress: (Double) -> Void) async {
    do {
      while let bytes = try await lines.next() {
        let line = try Wire.value(of: WorkerLine<Answer>.self, in: bytes)
        if let share = line.progress { progress(min(max(share, 0), 1)) }
        if line.answer != nil || line.failure != nil { last = line }
      }
      try Task.checkCancellation()
    } catch {
      failure = error
    }
  }

  func answer(_ termination: Termination) throws -> Answer {
    if let failure { throw failure }
    if let failure = last?.failure { throw failure }
    guard let answer = last?.answer, termination.isSuccess else {
      // The worker's own clock, which each step sets back.
      let reason: JobFailure.Reason =
        switch termination.reason {
        case .signal(SIGPROF): .stalled
        // What the dynamic linker says of a library that it does not find.
        case .exit(127): .notInstalled
        default: .crashed
        }
      throw JobFailure(reason, detail: termination.description)
    }
    return answer
  }
}

/// The pipe that a worker's life hangs on: closed, it stops.
private final class Leash: Sendable {
  private let pipe: Mutex<FileDescriptor?>

  init(_ pipe: consuming FileDescriptor) { self.pipe = Mutex(consume pipe) }

  /// A worker that is gone reads nothing: its end tells why.
  func write(_ line: [UInt8]) async {
    // A descriptor of its own, so that `drop` never waits for a worker that does not read.
    guard let raw = pipe.withLock({ (try? $0?.duplicate())?.release() }) else { return }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      // Longer orders than the pipe holds wait for the worker, which must not block the pool.
      DispatchQueue.global().async {
        try? FileDescriptor(owning: raw).writeAll(line)
        continuation.resume()
      }
    }
  }

  func drop() { pipe.withLock { _ = $0.take() } }
}

extension ChildProcess {
  /// Ends it unless it has ended by itself by then.
  fileprivate func kill(after grace: DispatchTimeInterval) {
    DispatchQueue.global().asyncAfter(deadline: .now() + grace) { self.kill() }
  }
}
