// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import SQLite
import TestSupport
import Testing

/// Kills writers at random moments; `MONTAGED_KILLS` raises the number, `MONTAGED_SEED` repeats a run.
struct CrashTests {
  @Test(.timeLimit(.minutes(10)))
  func `a killed writer loses no acknowledged pair and leaves no half`() async throws {
    let environment = ProcessInfo.processInfo.environment
    let kills = environment["MONTAGED_KILLS"].flatMap { Int($0) } ?? 20
    var random = SeededRandom(printing: "killing \(kills) writers")
    let folder = try TemporaryFolder()
    var acknowledged = 0
    for cycle in 0..<kills {
      let delay = UInt32(random.next() % 15_000)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = folder.path as String, cycle = cycle as Int, delay = delay as UInt32] in
        try writeUntilKilled(in: path, cycle: cycle, delay: delay)
      }
      let acks = try acknowledgements(in: folder)
      try verify(folder, holds: acks)
      acknowledged = acks.count
    }
    // A slow machine writes few in 15 ms; none at all would prove nothing.
    #expect(acknowledged > 0, "no pair was written for the kills to hit")
  }

  @Test func `two processes write one file and lose nothing`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("pairs.db")
    let database = try openPairs(in: folder)
    async let other: Void = writeFromAnotherProcess(path)
    for number in 0..<200 { try database.addPair(number) }
    await other
    #expect(try database.numbers().count == 800)
  }

  private func writeFromAnotherProcess(_ path: String) async {
    await #expect(processExitsWith: .success) { [path = path as String] in
      let database = try Database(
        path: path, schema: pairs(), durability: .full, check: .always)
      for number in 1000..<1200 { try database.addPair(number) }
    }
  }

  private func acknowledgements(in folder: TemporaryFolder) throws -> [Int] {
    let text = try String(contentsOfFile: folder.file("acknowledged"), encoding: .utf8)
    // A kill may cut the last line.
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .compactMap { Int($0) }
  }

  private func verify(_ folder: TemporaryFolder, holds acknowledged: [Int]) throws {
    let database = try openPairs(in: folder)
    #expect(database.damagedCopy == nil)
    let problems = try database.read { (connection) throws(SQLiteError) in
      try connection.integrityCheck()
    }
    #expect(problems.isEmpty)
    let counts = Dictionary(grouping: try database.numbers(), by: { $0 }).mapValues(\.count)
    #expect(counts.values.allSatisfy { $0 == 2 }, "a transaction was cut in half")
    #expect(Set(acknowledged).isSubset(of: counts.keys), "an acknowledged pair is gone")
  }
}

/// Writes pairs, acknowledging each in a file, until a thread kills the process after `delay` µs.
private func writeUntilKilled(in path: String, cycle: Int, delay: UInt32) throws {
  let database = try Database(
    path: path + "/pairs.db", schema: pairs(), durability: .full, check: .afterCrash)
  let log = open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
  Thread.detachNewThread {
    usleep(delay)
    kill(getpid(), SIGKILL)
  }
  for number in (cycle * 1_000_000)... {
    try database.addPair(number, filler: 5000)
    let line = Array("\(number)\n".utf8)
    guard write(log, line, line.count) == line.count else { return }
  }
}
