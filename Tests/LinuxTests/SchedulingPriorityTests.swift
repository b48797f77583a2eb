// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct SchedulingPriorityTests {
  @Test(arguments: [
    (SchedulingPriority.idle, "10", "5", "idle"), (.batch, "10", "3", "best-effort: prio 7"),
  ])
  func `a started program stands back`(
    priority: SchedulingPriority, nice: String, policy: String, disk: String
  ) async throws {
    let child = try ChildProcess.spawn(
      Command(executable: "/bin/sleep", arguments: ["1000"]))
    defer { child.kill() }
    try priority.apply(to: child.identifier)
    let text = try Path("/proc/\(child.identifier)/stat").contents(limit: 10_000)
    // The fields after the name in parentheses; nice is the 19th of all, policy the 41st.
    let fields = String(decoding: text, as: UTF8.self)
      .split(separator: ")").last?.split(separator: " ").map(String.init)
    #expect(fields?[16] == nice)
    #expect(fields?[38] == policy)
    let io = try Shell.run("ionice", "-p", "\(child.identifier)")
    #expect(String(decoding: io, as: UTF8.self) == disk + "\n")
  }

  @Test(.timeLimit(.minutes(1))) func `all threads of another process are raised`() async throws {
    // Makes pictures for nobody, on many threads.
    let endless = "-nostdin -v quiet -f lavfi -i testsrc -c:v libx264 -threads 4 -f null -"
    let child = try ChildProcess.spawn(
      Command(
        executable: "/usr/bin/ffmpeg", arguments: endless.split(separator: " ").map(String.init)))
    defer { child.kill() }
    let folder = Path("/proc/\(child.identifier)/task")
    while try Directory.entries(folder).count < 4 {
      try #require(child.ended == nil)
      try await Task.sleep(for: .milliseconds(10))
    }
    try SchedulingPriority.batch.apply(toThreadsOf: child.identifier)
    for thread in try Directory.entries(folder) {
      let text = try folder.joining(thread.name).joining("stat").contents(limit: 10_000)
      let fields = String(decoding: text, as: UTF8.self)
        .split(separator: ")").last?.split(separator: " ").map(String.init)
      #expect(fields?[16] == "10")
      #expect(fields?[38] == "3")
    }
  }

  @Test func `a missing process is an error`() {
    let error = #expect(throws: SystemError.self) {
      try SchedulingPriority.idle.apply(to: Int32.max)
    }
    #expect(error?.errno == ESRCH)
  }
}
