// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Testing

struct JobFailureTests {
  @Test(arguments: JobFailure.Reason.allCases)
  func `a failure arrives as it was sent`(reason: JobFailure.Reason) throws {
    let failure = JobFailure(reason, detail: "avcodec_open2: \"x\"\n")
    #expect(try Wire.value(of: JobFailure.self, in: Wire.line(failure)) == failure)
  }

  @Test func `a reason that this program does not know is an error`() {
    let line = Array("{\"reason\":\"boredom\",\"detail\":\"\"}\n".utf8)
    #expect(throws: (any Error).self) { try Wire.value(of: JobFailure.self, in: line) }
  }
}
