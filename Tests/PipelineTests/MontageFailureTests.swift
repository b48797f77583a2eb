// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Pipeline

struct MontageFailureTests {
  @Test func `a failure reads as its sentence`() {
    #expect(
      "\(MontageFailure(.input, "a.mp4: empty; copy it again"))" == "a.mp4: empty; copy it again")
  }
}
