// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Resources
package import Settings
internal import Status
internal import Workers

extension FolderStatus.Clips {
  /// Adds those of one project.
  mutating func add(_ count: ClipCounts) {
    total +=
      count.rule.measured + count.rule.seen + count.rule.unseen + count.unusable
      + count.settling
    measured += count.rule.measured
    waiting += count.rule.seen + count.rule.unseen
    settling += count.settling
    unusable += count.unusable
  }
}

extension JobStatus {
  init(_ worker: RunningWorker) {
    self.init(
      id: worker.processIdentifier, kind: worker.kind.rawValue, subject: worker.subject,
      started: worker.started, progress: worker.progress)
    isSuspended = worker.isSuspended
  }
}

extension MemoryStatus {
  init(_ memory: PoolMemory) {
    self.init()
    ceiling = memory.ceiling ?? 0
    used = memory.used
    available = memory.available ?? 0
    level = memory.level
    reason = memory.reason
  }
}

extension GovernorLimits {
  /// As an administrator set them.
  package init(_ config: DaemonConfig) {
    self.init()
    memoryCeiling = config.memoryCeiling
    workers = config.workers
    memoryHigh = config.memoryHigh
    memoryLow = config.memoryLow
    pressureHold = config.pressureHold
    pressureSuspend = config.pressureSuspend
    pressureStop = config.pressureStop
    analysisPriority = AnalysisPriority(rawValue: config.analysisPriority.rawValue) ?? .idle
  }
}
