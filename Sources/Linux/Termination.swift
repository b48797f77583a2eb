// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// How a program ended and what it used.
package struct Termination: Hashable, Sendable {
  package let reason: Reason
  /// The most memory that was resident at one time, in bytes.
  package let peakMemory: Int64
  /// Processor time of all its threads, in user and kernel mode.
  package let processorTime: Duration

  package enum Reason: Hashable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  package var isSuccess: Bool { reason == .exit(0) }

  init(status: Int32, usage: rusage) {
    reason = clx_exited(status) != 0 ? .exit(clx_exit_code(status)) : .signal(clx_signal(status))
    peakMemory = Int64(usage.ru_maxrss) << 10  // the kernel counts in KiB
    processorTime = Duration(usage.ru_utime) + Duration(usage.ru_stime)
  }
}

extension Termination: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .exit(let code): "exit status \(code)"
    case .signal(let number): "killed by signal \(number) (\(String(cString: strsignal(number))))"
    }
  }
}

extension Duration {
  init(_ time: timeval) {
    self = .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
  }
}
