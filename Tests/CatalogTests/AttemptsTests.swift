// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import TestSupport
import Testing

struct AttemptsTests {
  private let folder: TemporaryFolder
  private let cache: Cache
  private let key = MeasurementKey(content: clip, kind: "analyze", version: 2)

  init() throws {
    folder = try TemporaryFolder()
    cache = try openCache(in: folder)
  }

  /// What happens to an analysis.
  enum Step: Sendable {
    case claim(String, at: Int64, Claim)
    case fail(retryAt: Int64?)
    case reject
    case finish
    case giveBack(at: Int64)
    case end(notOf: String, at: Int64, count: Int)
    case forgive(Int)
  }

  @Test(
    arguments: [
      [.claim("a", at: 1, .granted(attempt: 1)), .claim("b", at: 2, .held(owner: "a"))],
      // The same process may ask again: a full disk kept it from giving back.
      [.claim("a", at: 1, .granted(attempt: 1)), .claim("a", at: 2, .granted(attempt: 1))],
      [
        .claim("a", at: 1, .granted(attempt: 1)), .finish, .claim("b", at: 2, .granted(attempt: 1)),
      ],
      [
        .claim("a", at: 1, .granted(attempt: 1)), .fail(retryAt: 31),
        .claim("a", at: 30, .waiting(until: 31, reason: "crashed", detail: "d")),
        .claim("b", at: 31, .granted(attempt: 2)), .fail(retryAt: 331),
        .claim("b", at: 331, .granted(attempt: 3)), .fail(retryAt: nil),
        .claim("b", at: .max, .refused(state: .quarantined, reason: "crashed", detail: "d")),
        .forgive(1), .claim("b", at: 400, .granted(attempt: 1)),
      ],
      [
        .claim("a", at: 1, .granted(attempt: 1)), .reject,
        .claim("b", at: .max, .refused(state: .rejected, reason: "notMedia", detail: "d")),
        .end(notOf: "b", at: 9, count: 0),
        .claim("b", at: .max, .refused(state: .rejected, reason: "notMedia", detail: "d")),
      ],
      // What is cancelled was not begun.
      [
        .claim("a", at: 1, .granted(attempt: 1)), .giveBack(at: 2),
        .claim("b", at: 2, .granted(attempt: 1)), .fail(retryAt: 31),
        .claim("b", at: 31, .granted(attempt: 2)), .giveBack(at: 40),
        .claim("a", at: 40, .granted(attempt: 2)),
      ],
      // A killed daemon makes its successor cautious, and no more.
      [
        .claim("a", at: 1, .granted(attempt: 1)), .end(notOf: "a", at: 2, count: 0),
        .end(notOf: "b", at: 2, count: 1), .claim("b", at: 2, .granted(attempt: 2)),
        .end(notOf: "c", at: 3, count: 1), .claim("c", at: 3, .granted(attempt: 3)),
        .end(notOf: "d", at: 4, count: 1), .claim("d", at: 4, .granted(attempt: 4)),
        .end(notOf: "e", at: 5, count: 1), .claim("e", at: 5, .granted(attempt: 5)),
        .fail(retryAt: 31), .claim("e", at: 31, .granted(attempt: 6)),
      ],
      // What runs is nobody's to forgive.
      [
        .claim("a", at: 1, .granted(attempt: 1)), .forgive(0),
        .claim("b", at: 2, .held(owner: "a")),
      ],
    ] as [[Step]])
  func `an analysis goes its way, also across restarts`(steps: [Step]) throws {
    for step in steps {
      // Each step in a cache that was opened anew.
      let cache = try openCache(in: folder)
      switch step {
      case .claim(let owner, let time, let claim):
        #expect(try cache.claim(key, owner: owner, at: time) == claim)
      case .fail(let retry):
        try cache.fail(key, reason: "crashed", detail: "d", retryAt: retry)
      case .reject: try cache.reject(key, reason: "notMedia", detail: "d")
      case .finish: try cache.finish(key)
      case .giveBack(let time): try cache.giveBack(key, at: time)
      case .end(let owner, let time, let count):
        #expect(try cache.endLeases(notOf: owner, at: time) == count)
      case .forgive(let count): #expect(try cache.forgive(content: clip) == count)
      }
    }
  }

  @Test func `failures of the content are counted apart from killed daemons`() throws {
    for owner in ["a", "b", "c"] {
      _ = try cache.claim(key, owner: owner, at: 1)
      _ = try cache.endLeases(notOf: "z", at: 1)
    }
    _ = try cache.claim(key, owner: "z", at: 1)
    try cache.fail(key, reason: "stalled", detail: "600 s", retryAt: 30, at: 7)
    let attempt = try #require(try cache.attempt(of: key))
    #expect(attempt.count == 4 && attempt.failures == 1)
    #expect(attempt.state == .waiting && attempt.since == 7 && attempt.retry == 30)
    #expect(attempt.fault == Fault("stalled", detail: "600 s"))
  }

  @Test func `a live process keeps what it holds`() throws {
    _ = try cache.claim(key, owner: "a", at: 1)
    #expect(try cache.endLeases(notOf: "b", at: 2, isAlive: { $0 == "a" }) == 0)
    #expect(try cache.claim(key, owner: "b", at: 3) == .held(owner: "a"))
    #expect(try cache.takeOver(key, from: "c", at: 3) == false)
    #expect(try cache.takeOver(key, from: "a", at: 3))
    #expect(try cache.takeOver(key, from: "a", at: 3) == false, "somebody was faster")
    #expect(try cache.claim(key, owner: "b", at: 3) == .granted(attempt: 2))
  }

  @Test func `a try that failed for an outer reason waits, and counts as none`() throws {
    _ = try cache.claim(key, owner: "a", at: 1)
    try cache.giveBack(key, because: Fault("readError", detail: "EIO"), retryAt: 31, at: 2)
    let claim = try cache.claim(key, owner: "a", at: 30)
    #expect(claim == .waiting(until: 31, reason: "readError", detail: "EIO"))
    #expect(try cache.claim(key, owner: "a", at: 31) == .granted(attempt: 1))
    #expect(try cache.attempt(of: key)?.failures == 0)
  }

  @Test func `what was given up is tried with each file once, whatever its device, eight times`()
    throws
  {
    func file(_ number: UInt64, device: UInt64 = 1) -> FileIdentity {
      FileIdentity(device: device, inode: number, size: 4, modified: -1, changed: 9)
    }
    let refused = Claim.refused(state: .rejected, reason: "damaged", detail: "")
    for number in 1...8 {
      let claim = try cache.claim(key, owner: "a", with: file(UInt64(number)), at: 1)
      #expect(claim == .granted(attempt: number))
      try cache.reject(key, reason: "damaged", detail: "")
      #expect(try cache.claim(key, owner: "a", with: file(1, device: 2), at: 1) == refused)
      #expect(try cache.claim(key, owner: "a", at: 1) == refused)
    }
    #expect(try cache.claim(key, owner: "a", with: file(9), at: 1) == refused)
  }

  @Test func `a success ends the attempts of its version and of older ones`() throws {
    let older = MeasurementKey(content: clip, kind: "analyze", version: 1)
    let newer = MeasurementKey(content: clip, kind: "analyze", version: 3)
    for key in [older, key, newer] {
      _ = try cache.claim(key, owner: "a", at: 1)
      try cache.reject(key, reason: "damaged", detail: "")
    }
    try cache.store(song, for: key)
    #expect(try cache.attempt(of: older) == nil)
    #expect(try cache.attempt(of: key) == nil)
    #expect(try cache.attempt(of: newer) != nil)
  }

  @Test func `what was measured and is of no use is measured again once it is forgiven`() throws {
    try cache.store(song, for: key, fault: Fault("unusable", detail: "black"))
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == song)
    #expect(try cache.forgive(content: clip) == 1)
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == nil)
  }

  @Test func `one question tells all attempts of a kind, and all are forgiven at once`() throws {
    let other = MeasurementKey(content: otherClip, kind: "analyze", version: 2)
    let music = MeasurementKey(content: clip, kind: "music", version: 2)
    _ = try cache.claim(key, owner: "a", at: 1)
    try cache.reject(other, reason: "notMedia", detail: "")
    try cache.reject(music, reason: "noSound", detail: "")
    let attempts = try cache.attempts(kind: "analyze", version: 2)
    #expect(attempts.mapValues(\.state) == [clip: .running, otherClip: .rejected])
    #expect(try cache.forgiveAll() == 2)
    #expect(try cache.attempts(kind: "analyze", version: 2).mapValues(\.state) == [clip: .running])
  }

  @Test func `two processes never hold the same analysis`() async throws {
    let caches = try (0..<4).map { _ in try openCache(in: folder) }
    let granted = try await withThrowingTaskGroup(of: [Int].self) { group in
      for (index, cache) in caches.enumerated() {
        group.addTask {
          try (0..<20).filter { number in
            let key = MeasurementKey(content: ContentKey("\(number)"), kind: "a", version: 1)
            return try cache.claim(key, owner: "\(index)", at: 1) == .granted(attempt: 1)
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(granted.sorted() == Array(0..<20))
  }
}
