// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Watching

struct StabilityTrackerTests {
  private let start: Duration = .seconds(5000)

  private func print(
    size: Int64 = 100, modified: Int64 = 7, changed: Int64 = 7, inode: UInt64 = 1
  ) -> Fingerprint {
    Fingerprint(device: 1, inode: inode, size: size, modified: modified, changed: changed)
  }

  @Test(
    arguments: [
      (QuietRule.text, 1, 1), (.media, 10, 2), (.openEnded, 30, 30), (.polled, 10, 10),
    ] as [(QuietRule, Int, Int)])
  func `settles after the quiet time of its kind`(rule: QuietRule, unseen: Int, closed: Int) {
    for (isClosed, quiet) in [(false, unseen), (true, closed)] {
      var tracker = StabilityTracker(rule)
      let end = start + .seconds(quiet)
      #expect(tracker.observe(print(), closed: isClosed, at: start) == .waiting(until: end))
      #expect(tracker.observe(print(), at: end - .milliseconds(1)) == .waiting(until: end))
      #expect(tracker.observe(print(), at: end) == .stable)
    }
  }

  @Test(arguments: [
    Fingerprint(device: 1, inode: 1, size: 101, modified: 7, changed: 7),
    Fingerprint(device: 1, inode: 1, size: 100, modified: 8, changed: 7),
    // Written, and the old date put back, as copiers do.
    Fingerprint(device: 1, inode: 1, size: 100, modified: 7, changed: 8),
    Fingerprint(device: 1, inode: 2, size: 100, modified: 7, changed: 7),
    Fingerprint(device: 2, inode: 1, size: 100, modified: 7, changed: 7),
  ])
  func `any change starts the quiet anew`(other: Fingerprint) {
    var tracker = StabilityTracker(.media)
    _ = tracker.observe(print(), at: start)
    #expect(
      tracker.observe(other, at: start + .seconds(9)) == .waiting(until: start + .seconds(19)))
    #expect(tracker.observe(other, at: start + .seconds(19)) == .stable)
    // Stable is no final state either.
    #expect(
      tracker.observe(print(), at: start + .seconds(30)) == .waiting(until: start + .seconds(40)))
  }

  @Test func `a writer who closes again starts the quiet anew`() {
    var tracker = StabilityTracker(.media)
    _ = tracker.observe(print(), closed: true, at: start)
    #expect(
      tracker.observe(print(), closed: true, at: start + .seconds(1))
        == .waiting(until: start + .seconds(3)))
  }

  @Test func `a file that goes and comes back is new`() {
    var tracker = StabilityTracker(.media)
    _ = tracker.observe(print(), at: start)
    #expect(tracker.observe(nil, at: start + .seconds(5)) == .vanished)
    #expect(tracker.findIncomplete(at: start + .seconds(5)) == .vanished)
    #expect(
      tracker.observe(print(), at: start + .seconds(11)) == .waiting(until: start + .seconds(21)))
  }

  @Test func `an incomplete file is looked at ever more rarely, then given up to the decoder`() {
    var tracker = StabilityTracker(.media)
    _ = tracker.observe(print(), at: .zero)
    var now: Duration = .seconds(10)
    var waits: [Duration] = []
    while tracker.observe(print(), at: now) == .stable, now < .seconds(24 * 3600) {
      guard case .waiting(let until) = tracker.findIncomplete(at: now) else { break }
      waits.append(until - now)
      #expect(tracker.observe(print(), at: until - .seconds(1)) == .waiting(until: until))
      now = until
    }
    let minutes: [Double] = [1, 2, 4, 8, 15, 15]
    #expect(Array(waits.prefix(6)) == minutes.map { .seconds($0 * 60) })
    #expect(now >= .seconds(24 * 3600))
    #expect(tracker.observe(print(), at: now) == .stable)
    #expect(tracker.findIncomplete(at: now) == .stable)
  }

  @Test func `more bytes end the long wait`() {
    var tracker = StabilityTracker(.media)
    _ = tracker.observe(print(), at: start)
    _ = tracker.findIncomplete(at: start + .seconds(10))
    #expect(
      tracker.observe(print(size: 200), at: start + .seconds(12))
        == .waiting(until: start + .seconds(22)))
  }

  @Test func `an empty config is ready, an empty clip has not come`() {
    let empty = print(size: 0)
    var config = StabilityTracker(.text)
    _ = config.observe(empty, at: start)
    #expect(config.observe(empty, at: start + .seconds(1)) == .stable)
    for fingerprint in [empty, print(modified: 0)] {
      var clip = StabilityTracker(.media)
      _ = clip.observe(fingerprint, closed: true, at: start)
      #expect(
        clip.observe(fingerprint, at: start + .seconds(60))
          == .waiting(until: start + .seconds(120)))
      #expect(clip.observe(fingerprint, at: start + .seconds(25 * 3600)) == .stable)
    }
  }
}
