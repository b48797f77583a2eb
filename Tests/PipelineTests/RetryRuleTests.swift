// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Testing

@testable import Pipeline

struct RetryRuleTests {
  @Test(
    arguments: [
      (.notMedia, 0, .reject), (.noPicture, 0, .reject), (.noSound, 0, .reject),
      (.damaged, 0, .reject), (.crashed, 0, .retry(after: 30_000)),
      (.crashed, 1, .retry(after: 300_000)), (.crashed, 2, .quarantine), (.crashed, 9, .quarantine),
      (.stalled, 0, .retry(after: 30_000)), (.outOfMemory, 1, .retry(after: 300_000)),
      (.badOrder, 2, .quarantine), (.cancelled, 2, .giveBack(after: 0)),
      (.readError, 2, .giveBack(after: 30_000)), (.writeError, 0, .giveBack(after: 30_000)),
    ] as [(JobFailure.Reason, Int, RetryRule.Verdict)])
  func `what becomes of a failure depends on who is at fault, and how often`(
    reason: JobFailure.Reason, failures: Int, verdict: RetryRule.Verdict
  ) {
    #expect(RetryRule.verdict(on: reason, failures: failures) == verdict)
  }

  @Test func `only a disk, a share, a wish and an installation are outside the file`() {
    let outside = JobFailure.Reason.allCases.filter(RetryRule.isOutside)
    #expect(Set(outside) == [.cancelled, .readError, .writeError, .notInstalled])
  }
}
