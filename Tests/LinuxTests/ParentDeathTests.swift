// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ParentDeathTests {
  @Test func `a child that asked for it outlives no thread that started it`() async throws {
    // The thread that starts a child also waits for it: such a child lives until its own end.
    await #expect(processExitsWith: .success) {
      try ParentDeath.bind()
      usleep(200_000)
      exit(0)
    }
  }

  @Test func `children live longer than a pool's thread`() async throws {
    let child = try await Task.detached {
      try Starting().child()
    }.value
    #expect(await child.termination().reason == .exit(0))
  }
}

/// Starts a child on a thread that ends at once.
private final class Starting: @unchecked Sendable {  // written by its thread, read after the join
  private var result: Result<ChildProcess, any Error>?

  func child() throws -> ChildProcess {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context {
          let starting = Unmanaged<Starting>.fromOpaque(context).takeUnretainedValue()
          starting.result = Result {
            try ChildProcess.spawn(
              Command(
                executable: "/usr/bin/setpriv",
                arguments: ["--pdeathsig", "KILL", "/bin/sleep", "0.5"]))
          }
        }
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
    try #require(code == 0)
    pthread_join(thread, nil)
    return try #require(result).get()
  }
}
