// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Media
import Synchronization
import TestSupport
import Testing
import Workers

@Suite(.timeLimit(.minutes(2)))
struct WorkerPoolTests {
  let studio: Studio

  init() throws {
    studio = try Studio()
    signal(SIGPIPE, SIG_IGN)
  }

  private func pool(_ script: String, width: Int) throws -> WorkerPool {
    WorkerPool(executable: try PosingWorker(script, in: studio).path, width: width)
  }

  private func file(_ text: String) throws -> OpenFile {
    try studio.write(text, Data(text.utf8))
    return try OpenFile(named: Path(studio.file(text)))
  }

  @Test func `each job gets its own answer`() async throws {
    let pool = try pool("echo \"{\\\"answer\\\":[\\\"$(cat <&3)\\\"]}\"", width: 3)
    let files = try (0..<12).map { try file("input \($0)") }
    let answers = try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
      for (index, file) in files.enumerated() {
        group.addTask { (index, try await pool.run(WordsJob(), inputs: [file])) }
      }
      return try await group.reduce(into: [Int: [String]]()) { $0[$1.0] = $1.1 }
    }
    #expect(answers == Dictionary(uniqueKeysWithValues: (0..<12).map { ($0, ["input \($0)"]) }))
  }

  @Test(arguments: [1, 3])
  func `no more workers run at a time than the pool is wide`(width: Int) async throws {
    let place = studio.path
    let pool = try pool(
      """
      touch \(place)/run.$$
      set -- \(place)/run.*; count=$#
      sleep 0.05
      rm \(place)/run.$$
      echo "{\\"answer\\":[\\"$count\\"]}"
      """, width: width)
    let counts = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<10 { group.addTask { try await pool.run(WordsJob(), inputs: []) } }
      return try await group.reduce(into: []) { $0 += $1.compactMap(Int.init) }
    }
    #expect(counts.count == 10)
    #expect((counts.max() ?? 9) <= width)
  }

  @Test(arguments: ["kill -SEGV $$", "kill -PROF $$", "exit 3"])
  func `a worker that is lost with a device is followed by one without, as are all others`(
    end: String
  ) async throws {
    let script = """
      read order
      echo x >>\(studio.path)/starts
      case $order in *'"hardware":"vaapi"'*) \(end);; esac
      echo '{"answer":{"wrong":{"_0":"'$(wc -l <\(studio.path)/starts)'"}}}'
      """
    let path = try PosingWorker(script, in: studio).path
    let pool = WorkerPool(executable: path, width: 1, hardware: .vaapi)
    #expect(try await pool.run(DeviceJob(), inputs: []) == .wrong("2"))
    #expect(try await pool.run(DeviceJob(), inputs: []) == .wrong("3"))
  }

  @Test func `what a file is to blame for is not tried again without a device`() async throws {
    let script = """
      echo x >>\(studio.path)/starts
      echo '{"failure":{"reason":"damaged","detail":""}}'
      """
    let path = try PosingWorker(script, in: studio).path
    let pool = WorkerPool(executable: path, width: 1, hardware: .vaapi)
    let failure = await #expect(throws: JobFailure.self) {
      try await pool.run(DeviceJob(), inputs: [])
    }
    #expect(failure?.reason == .damaged)
    #expect(try studio.bytes("starts").count == 2)
  }

  @Test func `a device is offered to those only that may use one`() async throws {
    let script = "read order; case $order in *hardware*) exit 3;; esac; echo '{\"answer\":[]}'"
    let path = try PosingWorker(script, in: studio).path
    let pool = WorkerPool(executable: path, width: 1, hardware: .auto)
    #expect(try await pool.run(WordsJob(), inputs: []) == [])
  }

  @Test func `workers run side by side`() async throws {
    // Each waits for the other to have begun.
    let pool = try pool(
      """
      me=$(cat <&3); touch \(studio.path)/begun-$me
      while [ ! -e \(studio.path)/begun-a ] || [ ! -e \(studio.path)/begun-b ]; do sleep 0.01; done
      echo '{"answer":[]}'
      """, width: 2)
    let files = try [file("a"), file("b")]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for file in files {
        group.addTask { _ = try await pool.run(WordsJob(), inputs: [file]) }
      }
      try await group.waitForAll()
    }
  }

  @Test func `inputs come before outputs, and outputs are only lent`() async throws {
    let output = try studio.output("output")
    let pool = try pool("cat <&3 >&4; echo '{\"answer\":[]}'", width: 1)
    _ = try await pool.run(WordsJob(), inputs: [file("text")], outputs: [output])
    #expect(try studio.bytes("output") == Data("text".utf8))
    #expect(fcntl(output, F_GETFD) >= 0)
  }

  @Test func `an input nobody else holds stays open until the worker has it`() async throws {
    // Enough slots are taken that the last job waits; its file has no owner but the call.
    let pool = try pool("sleep 0.02; echo \"{\\\"answer\\\":[\\\"$(cat <&3)\\\"]}\"", width: 1)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<8 {
        group.addTask {
          let answer = try await pool.run(WordsJob(), inputs: [self.file("only \(index)")])
          return answer == ["only \(index)"]
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func `a failed job gives its slot back`() async throws {
    let pool = try pool("kill -9 $$", width: 1)
    for _ in 0..<3 {
      await #expect(throws: JobFailure.self) { try await pool.run(WordsJob(), inputs: []) }
    }
  }

  @Test func `a job cancelled while it waits starts no worker`() async throws {
    let place = studio.path
    let pool = try pool(
      "touch \(place)/ran.$$; while [ ! -e \(place)/go ]; do sleep 0.01; done; echo '{\"answer\":[]}'",
      width: 1)
    let first = Task { try await pool.run(WordsJob(), inputs: []) }
    while try Self.names(in: place, "ran.").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    let second = Task { try await pool.run(WordsJob(), inputs: []) }
    second.cancel()
    try studio.write("go", Data())
    _ = try await first.value
    let failure = await #expect(throws: JobFailure.self) { _ = try await second.value }
    #expect(failure?.reason == .cancelled)
    #expect(try Self.names(in: place, "ran.").count == 1)
  }

  @Test func `usage is the largest worker and the time of all`() async throws {
    let pool = try pool(
      "i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done; echo '{\"answer\":[]}'", width: 2)
    #expect(pool.usage == WorkerUsage())
    _ = try await pool.run(WordsJob(), inputs: [])
    let once = pool.usage
    _ = try await pool.run(WordsJob(), inputs: [])
    // The kernel counts what the parent had when it started the worker.
    #expect((500_000..<4 << 30).contains(once.peakMemory))
    #expect(pool.usage.processorTime > once.processorTime)
    #expect(once.processorTime > .zero)
  }

  private static func names(in folder: String, _ prefix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(prefix) }
  }
}
