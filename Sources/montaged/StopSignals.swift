// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Glibc

/// Runs `body` until it ends, or until somebody asks the program to stop: then its task is cancelled.
func withStopSignals(_ body: @escaping @Sendable () async throws -> Void) async throws {
  let work = Task { try await body() }
  let sources = [SIGTERM, SIGINT].map { number in
    // The handler replaces the default action, which would end the program at once.
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { work.cancel() }
    source.resume()
    return source
  }
  defer { for source in sources { source.cancel() } }
  try await work.value
}
