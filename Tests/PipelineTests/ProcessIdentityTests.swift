// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

@testable import Pipeline

struct ProcessIdentityTests {
  @Test func `this process lives, and is the same after writing it down`() {
    let own = ProcessIdentity.current
    #expect(own.process == Int(getpid()))
    #expect(own.isAlive)
    #expect(ProcessIdentity(own.text) == own)
  }

  @Test func `another boot, another start or no such process is dead`() {
    var other = ProcessIdentity.current
    other.start += "1"
    #expect(!other.isAlive, "the number was used again")
    other = .current
    other.boot = "before"
    #expect(!other.isAlive)
    other = .current
    // Larger than any process number can be.
    other.process = 1 << 23
    #expect(!other.isAlive)
  }

  @Test(arguments: ["", "a b", "a b c", "a 1 2 3"])
  func `anything else is no process`(text: String) { #expect(ProcessIdentity(text) == nil) }

  @Test func `a program is alive until it has ended`() async throws {
    let child = try ChildProcess.spawn(Command(executable: "/bin/sleep", arguments: ["600"]))
    let status = try #require(ProcessStatus.read(String(child.identifier)))
    let identity = ProcessIdentity(
      boot: ProcessIdentity.currentBoot, process: status.process, start: status.start)
    #expect(identity.isAlive)
    child.kill()
    _ = await child.termination()
    #expect(!identity.isAlive)
  }

  @Test(
    arguments: [
      ("12 (a) b) (c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777 20", 12, "777", false),
      ("12 (x) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777", 12, "777", true),
    ])
  func `a program's name may hold anything`(
    text: String, process: Int, start: String, isDead: Bool
  ) throws {
    let status = try #require(ProcessStatus(text))
    #expect(status.process == process && status.start == start && status.isDead == isDead)
  }

  @Test(arguments: [
    "", "12", "12 (x) S 1 2", "x (x) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 7",
  ])
  func `a line that is none of the kernel's tells nothing`(text: String) {
    #expect(ProcessStatus(text) == nil)
  }
}
