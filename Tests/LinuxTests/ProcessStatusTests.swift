// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProcessStatusTests {
  private static func line(_ state: String, name: String = "worker") -> String {
    "42 (\(name)) \(state) 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 3 0 999 1000000 12 18446744073709551615 1"
  }

  @Test(
    arguments: [
      ("R", .runnable), ("S", .waiting), ("D", .waiting), ("T", .halted), ("t", .halted),
      ("Z", .ended), ("X", .ended), ("I", .waiting),
    ] as [(String, ProcessStatus.State)])
  func `reads state, time and memory`(letter: String, state: ProcessStatus.State) throws {
    let status = try #require(ProcessStatus(stat: Self.line(letter), statm: "300 12 7 1 0 9 0\n"))
    #expect(status.state == state)
    #expect(status.processorTime == .seconds(3))
    #expect(status.resident == 12 * Int64(getpagesize()))
    #expect(status.shared == 7 * Int64(getpagesize()))
  }

  @Test(arguments: ["a) b", "R) S (", ") T 1 2 3"])
  func `a name may hold anything`(name: String) {
    #expect(ProcessStatus(stat: Self.line("R", name: name))?.state == .runnable)
  }

  @Test(arguments: ["", "42", "42 (a) R", "42 (a) Q 1 2 3", "(a) R x x x x x x x x x x x x x x"])
  func `refuses what is no such line`(line: String) {
    #expect(ProcessStatus(stat: line) == nil)
  }

  @Test func `a process is seen waiting, halted and gone`() async throws {
    let child = try ChildProcess.spawn(Command(executable: "/bin/sleep", arguments: ["1000"]))
    defer { child.kill() }
    let observer = try ProcessObserver(child.identifier)
    try await Self.state(.waiting, of: observer)
    #expect((observer.status()?.resident ?? 0) > 100_000)
    child.suspend()
    try await Self.state(.halted, of: observer)
    child.resume()
    try await Self.state(.waiting, of: observer)
    child.kill()
    _ = await child.termination()
    #expect(observer.status() == nil)
  }

  @Test func `a thread that computes makes the process runnable`() throws {
    // The thread that looks does so, while the first one waits for the tests to end.
    #expect(try ProcessObserver(getpid()).status()?.state == .runnable)
  }

  @Test func `a missing process is an error`() {
    #expect(throws: SystemError.self) { try ProcessObserver(Int32.max) }
  }

  private static func state(
    _ state: ProcessStatus.State, of observer: ProcessObserver
  ) async throws {
    while try #require(observer.status()).state != state {
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
