// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// How far a process could be shut in, the weakest first.
package enum SandboxLevel: String, Comparable, Hashable, Sendable {
  /// Limits only: the kernel has no Landlock.
  case limits
  /// No file can be named outside of places that are read only and devices, no TCP connection made.
  case landlock

  package static func < (left: SandboxLevel, right: SandboxLevel) -> Bool {
    left == .limits && right == .landlock
  }
}

/// Shuts the calling process in for good: what is open stays usable, nothing else can be opened but what is named.
package enum Sandbox {
  /// Call it before the first byte of input is read and while the process has one thread.
  ///
  /// Landlock before interface 8 binds the calling thread only, so more threads are refused with `EBUSY`. Files at or
  /// below `places` can be read, `devices` used, and nothing else.
  package static func enter(
    _ limits: ProcessLimits, reading places: [Path] = [], using devices: [Path] = []
  ) throws(SystemError) -> SandboxLevel {
    if let version = Landlock.version, version < 8, try threadCount() > 1 {
      throw SystemError(errno: EBUSY, call: "landlock_restrict_self")
    }
    return try restrictThread(limits, reading: places, using: devices)
  }

  /// As `enter`, for a caller who knows that no other thread reads input.
  package static func restrictThread(
    _ limits: ProcessLimits, reading places: [Path] = [], using devices: [Path] = []
  ) throws(SystemError) -> SandboxLevel {
    offerToMemoryKiller()
    try limits.apply()
    try check("prctl") { clx_prctl(PR_SET_NO_NEW_PRIVS, 1) }
    // Nobody may attach to a process that parses a stranger's file, nor does it leave a core.
    try check("prctl") { clx_prctl(PR_SET_DUMPABLE, 0) }
    guard let version = Landlock.version else { return .limits }
    try Landlock.denyEverything(version: version, butReading: places, butUsing: devices)
    return .landlock
  }

  package static func threadCount() throws(SystemError) -> Int {
    try Directory.entries("/proc/self/task").count
  }

  /// When memory runs out, a worker can be started again; the service and its neighbours cannot so easily.
  private static func offerToMemoryKiller() {
    // Best effort: without /proc the kernel decides by size alone.
    guard let file = try? FileDescriptor.open("/proc/self/oom_score_adj", .updating) else { return }
    try? file.writeAll(Array("900".utf8))
  }
}
