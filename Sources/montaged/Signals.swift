// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Glibc
internal import Synchronization

/// Runs `body` until it ends, or until somebody asks the program to stop: then its task is cancelled.
///
/// `SIGHUP` calls `onReload`. A second wish to stop, or three seconds in which the first is not met, ends the program.
func withSignals(
  onReload: @escaping @Sendable () -> Void, body: @escaping @Sendable () async throws -> Void
) async throws {
  let work = Task { try await body() }
  func source(_ number: Int32, _ handler: @escaping @Sendable () -> Void)
    -> any DispatchSourceSignal
  {
    // The handler replaces the default action, which would end the program at once.
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handler)
    source.resume()
    return source
  }
  let stops = StopWish()
  let sources = [SIGTERM, SIGINT].map { number in
    source(number) {
      guard stops.isFirst() else { exit(EXIT_SUCCESS) }
      work.cancel()
      // What hangs on a share that is away is not waited for; workers end with this process.
      DispatchQueue.global().asyncAfter(deadline: .now() + stopPatience) { exit(EXIT_SUCCESS) }
    }
  }
  let reloading = source(SIGHUP, onReload)
  defer { for source in sources + [reloading] { source.cancel() } }
  try await work.value
}

/// A worker takes two seconds at most.
private let stopPatience = DispatchTimeInterval.milliseconds(2800)

/// Whether somebody asked to stop before.
private final class StopWish: Sendable {
  private let count = Atomic(0)

  func isFirst() -> Bool { count.add(1, ordering: .relaxed).oldValue == 0 }
}
