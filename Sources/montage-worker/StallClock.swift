// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Ends the process (`SIGPROF`) after too much of its own processor time without a step.
///
/// Its own, because on a busy machine an idle worker may get one tick in ten seconds and be healthy.
struct StallClock: Sendable {
  let seconds: Int

  /// Sets the clock back.
  func restart() {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(Int32(ITIMER_PROF.rawValue), &timer, nil)
  }
}
