// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

struct TerminationTests {
  @Test(arguments: [
    ("exit 0", true, "exit status 0"), ("exit 65", false, "exit status 65"),
    ("kill -KILL $$", false, "killed by signal 9 (Killed)"),
    ("kill -SEGV $$", false, "killed by signal 11 (Segmentation fault)"),
  ])
  func `an end is told in words`(script: String, isSuccess: Bool, words: String) async throws {
    let child = try ChildProcess.spawn(
      Command(executable: "/bin/sh", arguments: ["-c", "ulimit -c 0; " + script]))
    let termination = await child.termination()
    #expect(termination.isSuccess == isSuccess)
    #expect(termination.description == words)
  }
}
