// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Media
import TestSupport
import Testing

/// Kills processes that claim, reject and store at random moments; `MONTAGED_KILLS` raises the number.
struct ClaimCrashTests {
  private static let clips = 40

  @Test(.timeLimit(.minutes(10)))
  func `every clip is measured or refused in the end, whenever the measuring is killed`()
    async throws
  {
    let kills = ProcessInfo.processInfo.environment["MONTAGED_KILLS"].flatMap { Int($0) } ?? 20
    var random = SeededRandom(printing: "killing \(kills) measuring processes")
    let folder = try TemporaryFolder()
    for cycle in 0..<kills {
      let delay = UInt32(random.next() % 15_000)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = folder.path as String, cycle = cycle as Int, delay = delay as UInt32] in
        try measureUntilKilled(in: path, owner: "\(cycle)", delay: delay)
      }
    }
    let cache = try openCache(in: folder)
    #expect(cache.damagedCopies.isEmpty)
    _ = try cache.endLeases(notOf: "last", at: 1)
    try Self.measureAll(in: cache, owner: "last")
    #expect(try sqlite(cache.path, "PRAGMA integrity_check") == "ok")
    let attempts = try cache.attempts(kind: "music", version: 1)
    #expect(attempts.values.allSatisfy { $0.state == .rejected })
    let measured = try cache.measuredContents(kind: "music", version: 1)
    #expect(attempts.count == Self.clips / 4)
    #expect(measured.count == Self.clips - Self.clips / 4)
    #expect(measured.isDisjoint(with: attempts.keys))
  }

  /// Every fourth clip is of no use.
  static func measureAll(in cache: Cache, owner: String) throws {
    for number in 0..<clips {
      let key = MeasurementKey(content: ContentKey("\(number)"), kind: "music", version: 1)
      if try cache.measurement(MusicAnalysis.self, for: key) != nil { continue }
      guard case .granted = try cache.claim(key, owner: owner, at: 1) else { continue }
      if number.isMultiple(of: 4) {
        try cache.reject(key, reason: "noSound", detail: "")
      } else {
        try cache.store(song, for: key)
      }
    }
  }
}

/// Measures again and again, until a thread kills the process after `delay` µs.
private func measureUntilKilled(in path: String, owner: String, delay: UInt32) throws {
  let cache = try Cache(path: path + "/cache.db")
  Thread.detachNewThread {
    usleep(delay)
    kill(getpid(), SIGKILL)
  }
  while true {
    _ = try cache.endLeases(notOf: owner, at: 1)
    try ClaimCrashTests.measureAll(in: cache, owner: owner)
  }
}
