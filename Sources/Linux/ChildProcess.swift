// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A started program; it is always reaped, whether or not anyone asks how it ended.
package final class ChildProcess: Sendable {
  /// The process id, which names this program until it has been reaped.
  package let identifier: Int32
  private let state = Mutex(State.running(waiting: []))

  /// Starts a program with nothing but what `command` hands over.
  package static func spawn(_ command: Command) throws(SystemError) -> ChildProcess {
    let starter = Starter(command)
    try starter.runOnOwnThread()
    return try starter.started()
  }

  fileprivate init(identifier: Int32) { self.identifier = identifier }

  /// Waits for the end without blocking a thread of the pool; a cancelled task still waits, so kill first.
  package func termination() async -> Termination {
    await withCheckedContinuation { (continuation: Waiter) in
      let ended = state.withLock { (state) -> Termination? in
        guard case .running(let waiting) = state else { return state.termination }
        state = .running(waiting: waiting + [continuation])
        return nil
      }
      if let ended { continuation.resume(returning: ended) }
    }
  }

  /// How it ended; nil while it runs.
  package var ended: Termination? { state.withLock { $0.termination } }

  /// Asks the program and all it started to end (`SIGTERM`).
  package func terminate() { signal(SIGTERM) }

  /// Ends the program and all it started (`SIGKILL`).
  package func kill() { signal(SIGKILL) }

  /// Halts the program and all it started until `resume`; they keep their memory.
  package func suspend() { signal(SIGSTOP) }

  package func resume() { signal(SIGCONT) }

  private func signal(_ number: Int32) {
    state.withLock { (state) in
      // Under the lock, because after the reaping the number may name somebody else's process.
      guard case .running = state else { return }
      _ = Glibc.kill(-identifier, number)
    }
  }

  fileprivate func reap() {
    var info = siginfo_t()
    // Leaves the zombie in place, so that `signal` never meets a number that was given away.
    _ = try? check("waitid") { waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT) }
    let waiting = state.withLock { (state) -> [Waiter] in
      var status: Int32 = 0
      var usage = rusage()
      _ = try? check("wait4") { wait4(identifier, &status, 0, &usage) }
      guard case .running(let waiting) = state else { return [] }
      state = .ended(Termination(status: status, usage: usage))
      return waiting
    }
    guard let termination = ended else { return }
    waiting.forEach { $0.resume(returning: termination) }
  }

  private typealias Waiter = CheckedContinuation<Termination, Never>

  private enum State: Sendable {
    case running(waiting: [Waiter])
    case ended(Termination)

    var termination: Termination? {
      guard case .ended(let termination) = self else { return nil }
      return termination
    }
  }
}

/// The thread that starts a program and waits for its end.
///
/// One and the same for both: the program may ask to die with the thread that started it (`PR_SET_PDEATHSIG`),
/// and a pool's thread may end at any time. Waiting blocks, and a process descriptor to poll needs Linux 5.3.
private final class Starter: Sendable {
  private let command: Command
  private let isStarted = DispatchSemaphore(value: 0)
  private let result = Mutex<Result<ChildProcess, SystemError>?>(nil)

  init(_ command: Command) { self.command = command }

  func runOnOwnThread() throws(SystemError) {
    let context = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Starter>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      throw SystemError(errno: code, call: "pthread_create")
    }
    pthread_detach(thread)
  }

  /// Blocks for as long as the start itself takes.
  func started() throws(SystemError) -> ChildProcess {
    isStarted.wait()
    guard let result = result.withLock({ $0 }) else { preconditionFailure("it was set before") }
    return try result.get()
  }

  private func run() {
    let outcome: Result<ChildProcess, SystemError>
    do throws(SystemError) {
      outcome = .success(ChildProcess(identifier: try command.start()))
    } catch {
      outcome = .failure(error)
    }
    result.withLock { $0 = outcome }
    isStarted.signal()
    if case .success(let child) = outcome { child.reap() }
  }
}
