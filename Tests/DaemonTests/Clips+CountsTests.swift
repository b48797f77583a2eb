// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Settings
import Status
import Testing
import Workers

@testable import Daemon

struct ClipsCountsTests {
  @Test func `the counts of several projects add up`() {
    var clips = FolderStatus.Clips()
    clips.add(
      ClipCounts(
        rule: MontageRule.Clips(measured: 5, seen: 2, unseen: 3), unusable: 1, settling: 4))
    clips.add(ClipCounts(rule: MontageRule.Clips(measured: 10)))
    #expect(clips.total == 25)
    #expect(clips.measured == 15)
    #expect(clips.waiting == 5)
    #expect(clips.settling == 4)
    #expect(clips.unusable == 1)
  }

  @Test func `an administrator's limits reach the governor, in the same units`() {
    var config = DaemonConfig()
    config.memoryCeiling = 7 << 20
    config.workers = 3
    config.memoryHigh = 81
    config.memoryLow = 71
    config.pressureHold = 11
    config.pressureSuspend = 6
    config.pressureStop = 21
    let limits = GovernorLimits(config)
    #expect(limits.memoryCeiling == 7 << 20)
    #expect(limits.workers == 3)
    #expect(limits.memoryHigh == 81)
    #expect(limits.memoryLow == 71)
    #expect(limits.pressureHold == 11)
    #expect(limits.pressureSuspend == 6)
    #expect(limits.pressureStop == 21)
  }

  @Test(arguments: DaemonConfig.Priority.allCases)
  func `every priority of analysis has its meaning`(priority: DaemonConfig.Priority) {
    var config = DaemonConfig()
    config.analysisPriority = priority
    #expect(GovernorLimits(config).analysisPriority.rawValue == priority.rawValue)
  }
}
