// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// How far a process stands back for others, in processor and disk time.
package struct SchedulingPriority: Hashable, Sendable {
  /// 0 is normal, 19 the most yielding.
  package let nice: Int32
  package let processor: Processor
  package let disk: Disk

  package init(nice: Int32, processor: Processor, disk: Disk) {
    self.nice = nice
    self.processor = processor
    self.disk = disk
  }

  /// Runs when nobody else wants to: analysis, and checks after publication.
  ///
  /// As nice as `batch`, so that raising it needs no more than the right to be that nice.
  package static let idle = SchedulingPriority(nice: 10, processor: .idle, disk: .idle)
  /// Gets its share, after interactive work: films somebody waits for.
  package static let batch = SchedulingPriority(nice: 10, processor: .batch, disk: .bestEffort(7))

  /// Gives `process` this priority, 0 meaning the caller; a process with threads should call it before it has them.
  ///
  /// Going back up may need a privilege.
  package func apply(to process: Int32 = 0) throws(SystemError) {
    try check("setpriority") { clx_set_nice(process, nice) }
    try check("sched_setscheduler") { clx_set_policy(process, processor.rawValue) }
    let (group, level) = disk.values
    try check("ioprio_set") { clx_set_disk_priority(process, group, level) }
  }

  /// Gives all threads of another process this priority, also those that it starts meanwhile.
  ///
  /// Leaving `idle` needs a privilege or a nice limit (`LimitNICE=`) that allows this niceness, else `EPERM`.
  package func apply(toThreadsOf process: Int32) throws(SystemError) {
    var changed: Set<Int32> = []
    while true {
      // The threads of a process that hides from others cannot be named: then at least the first one.
      let listed = try? Directory.entries(Path("/proc/\(process)/task"))
      let threads = (listed ?? []).compactMap { Int32(String(decoding: $0.name, as: UTF8.self)) }
      let new = Set(threads.isEmpty ? [process] : threads).subtracting(changed)
      if new.isEmpty { return }
      for thread in new {
        // One that has ended needs nothing any more.
        do { try apply(to: thread) } catch  where error.errno == ESRCH && thread != process {}
      }
      // A thread takes its priority from the one that starts it: what is new now was started by one not changed yet.
      changed.formUnion(new)
    }
  }

  /// Numbers of `SCHED_…` in `linux/sched.h`.
  package enum Processor: Int32, Hashable, Sendable {
    case normal = 0
    case batch = 3
    case idle = 5
  }

  package enum Disk: Hashable, Sendable {
    /// 0 first, 7 last.
    case bestEffort(Int32)
    case idle

    /// Class and level of `ioprio_set`.
    var values: (Int32, Int32) {
      switch self {
      case .bestEffort(let level): (2, level)
      case .idle: (3, 0)
      }
    }
  }
}
