// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Media
import Synchronization
import TestSupport
import Testing

@testable import Workers

@Suite(.timeLimit(.minutes(2)))
struct WorkerTests {
  let studio: Studio

  init() throws {
    studio = try Studio()
    // As the programs do: a worker that is gone is told by the write's answer.
    signal(SIGPIPE, SIG_IGN)
  }

  private func run(
    _ script: String, _ body: WordsJob = WordsJob(), descriptors: [Int32] = []
  ) async throws -> Result<[String], JobFailure> {
    try await PosingWorker(script, in: studio).answer(to: body, descriptors: descriptors)
  }

  @Test func `a whole answer is believed`() async throws {
    let answer = try await run("read order; echo '{\"answer\":[\"done\"]}'")
    #expect(answer == .success(["done"]))
  }

  @Test func `progress arrives as it is told, within bounds`() async throws {
    let heard = Mutex<[Double]>([])
    let worker = try PosingWorker(
      """
      echo '{"sandbox":"limits"}'
      for share in 0 0.25 0.5 7 -1; do echo "{\\"progress\\":$share}"; done
      echo '{"answer":[]}'
      """, in: studio)
    let answer = await worker.answer(to: WordsJob()) { share in heard.withLock { $0.append(share) }
    }
    #expect(answer == .success([]))
    #expect(heard.withLock { $0 } == [0, 0.25, 0.5, 1, 0])
  }

  @Test func `a worker's own words tell why it failed`() async throws {
    let answer = try await run(
      "echo '{\"failure\":{\"reason\":\"damaged\",\"detail\":\"moov\"}}'; exit 3")
    #expect(answer == .failure(JobFailure(.damaged, detail: "moov")))
  }

  /// What a worker does, and what its end is called.
  static let deaths: [(String, JobFailure.Reason, String)] = [
    ("kill -9 $$", .crashed, "signal 9"), ("kill -SEGV $$", .crashed, "signal 11"),
    ("exit 0", .crashed, "exit status 0"), ("exit 7", .crashed, "exit status 7"),
    ("echo '{\"answer\":[]}'; exit 1", .crashed, "exit status 1"),
    ("echo '{\"answer\":[]}'; kill -9 $$", .crashed, "signal 9"),
    ("printf '{\"answer\":[\"no newline\"]}'", .crashed, "exit status 0"),
    ("echo '{\"progress\":0.5}'; kill -9 $$", .crashed, "signal 9"),
    ("exit 127", .notInstalled, "exit status 127"), ("kill -PROF $$", .stalled, "signal 27"),
    ("echo rubbish; sleep 1000", .crashed, ""),
    ("echo '{\"answer\":7}'; sleep 1000", .crashed, ""),
  ]

  @Test(arguments: deaths)
  func `every end without a whole answer is a failure`(
    script: String, reason: JobFailure.Reason, detail: String
  ) async throws {
    let failure = try await run(script).failure
    #expect(failure?.reason == reason)
    #expect(detail.isEmpty || failure?.detail.contains(detail) == true)
  }

  @Test func `a program that is not there is a failure`() async throws {
    let order = WorkerOrder(body: WordsJob(), limits: .standard, inputs: 0, outputs: 0)
    let worker = Worker(executable: Path(studio.file("nowhere")), descriptors: [])
    let failure = await #expect(throws: JobFailure.self) {
      _ = try await worker.run(order) { _ in }
    }
    #expect(failure?.reason == .notInstalled)
    #expect(failure?.detail.contains("posix_spawn") == true)
  }

  @Test func `an order of megabytes arrives whole`() async throws {
    let words = String(repeating: "0123456789abcdef", count: 300_000)
    let answer = try await run(
      "count=$(head -n 1 | wc -c); echo \"{\\\"answer\\\":[\\\"$count\\\"]}\"",
      WordsJob(words: words))
    let expected = try Wire.line(
      WorkerOrder(body: WordsJob(words: words), limits: .standard, inputs: 0, outputs: 0)
    ).count
    #expect(expected > 4 << 20)
    #expect(answer == .success(["\(expected)"]))
  }

  @Test func `an answer of megabytes arrives whole`() async throws {
    let answer = try await run(
      "printf '{\"answer\":[\"'; head -c 3000000 /dev/zero | tr '\\0' x; printf '\"]}\\n'")
    #expect(try answer.get().map(\.count) == [3_000_000])
  }

  @Test func `a worker that leaves before its long order is read is a failure`() async throws {
    let words = String(repeating: "x", count: 2 << 20)
    #expect(try await run("exit 5", WordsJob(words: words)).failure?.reason == .crashed)
  }

  @Test func `it finds its files from 3 on, and nothing else of ours`() async throws {
    let first = try studio.write("first", Data("one".utf8))
    let second = try studio.write("second", Data("two".utf8))
    // Left open without the flag that closes it on the way to another program.
    let stray = dup(first)
    defer { close(stray) }
    // The shell holds its script as descriptor 10; looking at one opens none.
    let answer = try await run(
      """
      set -- $(cat <&3) $(cat <&4)
      for number in $(seq 0 9) $(seq 11 99); do
        if [ -e /proc/$$/fd/$number ]; then set -- "$@" $number; fi
      done
      printf '{"answer":["%s"' $1; shift
      for word; do printf ',"%s"' $word; done
      echo ']}'
      """, descriptors: [first, second])
    #expect(answer == .success(["one", "two", "0", "1", "2", "3", "4"]))
  }

  @Test func `it inherits no environment`() async throws {
    setenv("MONTAGED_SECRET", "x", 1)
    let answer = try await run("echo \"{\\\"answer\\\":[\\\"${MONTAGED_SECRET-none}\\\"]}\"")
    #expect(answer == .success(["none"]))
  }

  /// Scripts that do not end by themselves: the last ones do not even listen.
  @Test(arguments: [
    ("cat >/dev/null", 0), ("trap '' TERM; echo '{\"progress\":0}'; exec sleep 1000", 0),
    ("echo '{\"progress\":0}'; exec sleep 1000", 2 << 20), ("kill -STOP $$", 0),
  ])
  func `cancelled work ends soon`(script: String, orderBytes: Int) async throws {
    let worker = try PosingWorker("echo $$ >\(studio.file("pid"))\n" + script, in: studio)
    let body = WordsJob(words: String(repeating: "x", count: orderBytes))
    let task = Task { await worker.answer(to: body) }
    let pid = try await Self.number(in: studio.file("pid"))
    let start = ContinuousClock.now
    task.cancel()
    #expect(await task.value.failure?.reason == .cancelled)
    // Two, and what a busy machine adds.
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(kill(pid, 0) != 0)
  }

  /// Waits until the script has written its number.
  private static func number(in path: String) async throws -> Int32 {
    while true {
      if let text = try? String(contentsOfFile: path, encoding: .utf8), text.hasSuffix("\n"),
        let number = Int32(text.dropLast())
      {
        return number
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
