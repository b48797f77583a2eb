// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import Testing

@testable import Pipeline

struct ReadingModeLadderTests {
  /// Every reason, and the ways in which a file is read that fails for it each time.
  @Test(
    arguments: [
      (.crashed, [.direct, .cautious, .reduced]), (.stalled, [.direct, .cautious]),
      (.damaged, [.direct, .cautious]), (.readError, [.direct, .cautious]),
      (.outOfMemory, [.direct, .reduced]), (.notMedia, [.direct]), (.noPicture, [.direct]),
      (.notInstalled, [.direct]), (.noSound, [.direct]), (.badTable, [.direct]),
      (.writeError, [.direct]),
      (.cancelled, [.direct]), (.badOrder, [.direct]),
    ] as [(JobFailure.Reason, [ReadingMode])])
  func `each failure has its rungs`(reason: JobFailure.Reason, rungs: [ReadingMode]) {
    var tried: [ReadingMode] = [.direct]
    while let last = tried.last, let next = last.next(after: reason) { tried.append(next) }
    #expect(tried == rungs)
  }

  @Test func `every way leads to a later one`() {
    for mode in ReadingMode.allCases {
      for reason in JobFailure.Reason.allCases {
        if let next = mode.next(after: reason) { #expect(next > mode) }
      }
    }
  }
}
