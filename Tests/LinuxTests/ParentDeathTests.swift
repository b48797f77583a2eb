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
    // Python tells the kernel's call without a wrapper; 1 is PR_SET_PDEATHSIG, 9 is SIGKILL.
    let script = "import ctypes,time; ctypes.CDLL(None).prctl(1, 9); time.sleep(0.5)"
    let child = try await Task.detached {
      let thread = Starting(script)
      return try thread.child()
    }.value
    #expect(await child.termination().reason == .exit(0))
  }
}

/// Starts a child on a thread that ends at once.
private final class Starting: @unchecked Sendable {  // written by its thread, read after the join
  private let script: String
  private var result: Result<ChildProcess, any Error>?

  init(_ script: String) { self.script = script }

  func child() throws -> ChildProcess {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context {
          let starting = Unmanaged<Starting>.fromOpaque(context).takeUnretainedValue()
          starting.result = Result {
            try ChildProcess.spawn(
              Command(executable: "/usr/bin/python3", arguments: ["-c", starting.script]))
          }
        }
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
    try #require(code == 0)
    pthread_join(thread, nil)
    return try #require(result).get()
  }
}
