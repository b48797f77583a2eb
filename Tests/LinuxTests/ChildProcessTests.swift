// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

struct ChildProcessTests {
  @Test func `reports the exit status`() async throws {
    let child = try ChildProcess.spawn(shell("exit 7"))
    #expect(await child.termination().reason == .exit(7))
    #expect(child.ended?.reason == .exit(7))
  }

  @Test(.timeLimit(.minutes(1))) func `kills the program and what it started`() async throws {
    var pipe = try OpenPipe()
    var command = shell("sleep 1000 & wait")
    command.output = .descriptor(pipe.writing)
    let child = try ChildProcess.spawn(command)
    pipe.closeWriting()
    #expect(child.ended == nil)
    child.kill()
    #expect(await child.termination().reason == .signal(SIGKILL))
    // The end comes only when the sleeper has closed the pipe too.
    #expect(try pipe.reading.read(count: 1) == [])
  }

  @Test(.timeLimit(.minutes(1))) func `several may wait, even after the end`() async throws {
    let child = try ChildProcess.spawn(shell("exit 3"))
    await withTaskGroup(of: Termination.self) { (group) in
      for _ in 0..<5 { group.addTask { await child.termination() } }
      for await termination in group { #expect(termination.reason == .exit(3)) }
    }
    child.kill()  // nobody is hit
    #expect(await child.termination().reason == .exit(3))
  }

  @Test func `a suspended program goes on after resume`() async throws {
    let child = try ChildProcess.spawn(shell("exit 0"))
    child.suspend()
    child.resume()
    #expect(await child.termination().isSuccess)
  }

  @Test func `measures processor time and memory`() async throws {
    let child = try ChildProcess.spawn(shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"))
    let termination = await child.termination()
    #expect(termination.processorTime > .milliseconds(10))
    #expect(termination.processorTime < .seconds(60))
    #expect((500_000..<1 << 30).contains(termination.peakMemory))
  }

  @Test func `many children end without a zombie left`() async throws {
    try await withThrowingTaskGroup(of: Void.self) { (group) in
      for code in Int32(0)..<40 {
        group.addTask {
          let child = try ChildProcess.spawn(self.shell("exit \(code)"))
          #expect(await child.termination().reason == .exit(code))
          #expect(kill(child.identifier, 0) != 0)
        }
      }
      try await group.waitForAll()
    }
  }

  private func shell(_ script: String) -> Command {
    Command(executable: "/bin/sh", arguments: ["-c", script])
  }
}

/// A pipe whose writing end can be closed first.
private struct OpenPipe: ~Copyable {
  let reading: FileDescriptor
  private var end: FileDescriptor?
  let writing: Int32

  init() throws {
    let pipe = try Pipe()
    let copy = try pipe.writing.duplicate()
    writing = copy.raw
    end = consume copy
    reading = pipe.keepReading()
  }

  mutating func closeWriting() { _ = end.take() }
}
