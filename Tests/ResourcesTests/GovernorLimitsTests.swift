// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct GovernorLimitsTests {
  @Test func `the service keeps a share of its ceiling for itself`() {
    #expect(GovernorLimits.standard.memoryCeiling == 512 << 20)
    #expect(GovernorLimits.standard.workerRoom == 480 << 20)
    #expect(GovernorLimits.wholeMachine.workerRoom == .max)
    var tiny = GovernorLimits.standard
    tiny.memoryCeiling = 1
    #expect(tiny.workerRoom == 0)
  }
}
