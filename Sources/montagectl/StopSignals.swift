// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Glibc
internal import Synchronization

/// Ends the command on Ctrl-C as one would expect, but not before it has taken its unfinished files away.
enum StopSignals {
  /// Runs `body`; the first signal cancels it, the second ends the program at once.
  static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let received = Received()
    let work = Task { try await body() }
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      // The handler replaces the default action, which would end the program at once.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if received.note(number) { die(of: number) }
        work.cancel()
      }
      source.resume()
      return source
    }
    let result = await work.result
    for source in sources { source.cancel() }
    if let number = received.first { die(of: number) }
    try result.get()
  }

  /// So that a shell sees what ended the program.
  private static func die(of number: Int32) {
    signal(number, SIG_DFL)
    // Dispatch reads signals from a descriptor, for which it blocks them in its threads.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    kill(getpid(), number)
  }

  /// The first signal that came.
  private final class Received: Sendable {
    private let number = Mutex<Int32?>(nil)

    var first: Int32? { number.withLock { $0 } }

    /// True when it is not the first.
    func note(_ signal: Int32) -> Bool {
      number.withLock { number in
        defer { number = number ?? signal }
        return number != nil
      }
    }
  }
}
