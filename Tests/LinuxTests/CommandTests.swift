// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

struct CommandTests {
  @Test func `hands over the descriptors in order and nothing else`() async throws {
    let first = try FileDescriptor.memory(name: "first")
    let second = try FileDescriptor.memory(name: "second")
    // Numbers 3 and 4 of the child are taken here by other files, whichever way round.
    var command = Command(
      executable: "/usr/bin/readlink", arguments: (0..<40).map { "/proc/self/fd/\($0)" },
      descriptors: [second.raw, first.raw, second.raw])
    let result = try FileDescriptor.memory(name: "result")
    command.output = .descriptor(result.raw)
    command.errors = .null
    let child = try ChildProcess.spawn(command)
    // It complains about the numbers that are not open.
    #expect(await child.termination().reason == .exit(1))
    let listing = String(decoding: try result.pread(at: 0, count: 10_000), as: UTF8.self)
    let files = ["result", "second", "first", "second"].map { "/memfd:\($0) (deleted)" }
    let expected = ["/dev/null", files[0], "/dev/null"] + files[1...]
    #expect(listing.split(separator: "\n").map(String.init) == expected)
  }

  @Test func `the environment holds only what was told`() async throws {
    let environment = try await output("env", environment: ["A=1", "B=two words"])
    let names = environment.split(separator: "\n").filter {
      // The shell sets these itself.
      !$0.hasPrefix("PWD=") && !$0.hasPrefix("_=") && !$0.hasPrefix("SHLVL=")
    }
    #expect(names.sorted() == ["A=1", "B=two words"])
  }

  @Test func `arguments arrive unchanged`() async throws {
    var command = Command(executable: "/usr/bin/printf", arguments: ["%s|", "a b", "", "-é\n"])
    command.errors = .null
    #expect(try await output(of: command) == "a b||-é\n|")
  }

  @Test func `an ignored signal is not inherited`() async throws {
    let old = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, old) }
    let child = try ChildProcess.spawn(
      Command(executable: "/bin/sh", arguments: ["-c", "kill -PIPE $$; exit 5"]))
    #expect(await child.termination().reason == .signal(SIGPIPE))
  }

  @Test func `a missing program is an error at the start`() {
    let error = #expect(throws: SystemError.self) {
      _ = try ChildProcess.spawn(Command(executable: "/nonexistent-program"))
    }
    #expect(error?.description == "posix_spawn: No such file or directory (/nonexistent-program)")
  }

  @Test func `a closed descriptor is an error at the start`() {
    let error = #expect(throws: SystemError.self) {
      _ = try ChildProcess.spawn(Command(executable: "/bin/true", descriptors: [9999]))
    }
    #expect(error?.errno == EBADF)
  }

  private func output(
    _ script: String, environment: [String]
  ) async throws -> String {
    var command = Command(executable: "/bin/sh", arguments: ["-c", script])
    command.environment = environment
    return try await output(of: command)
  }

  private func output(of command: Command) async throws -> String {
    let result = try FileDescriptor.memory(name: "output")
    var command = command
    command.output = .descriptor(result.raw)
    let child = try ChildProcess.spawn(command)
    #expect(await child.termination().isSuccess)
    return String(decoding: try result.pread(at: 0, count: 1 << 16), as: UTF8.self)
  }
}
