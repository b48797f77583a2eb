// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// How long ago something began, in the largest unit that fits.
struct Age: CustomStringConvertible {
  let seconds: Int64

  /// Both in ms since 1970; a clock that was set back makes nothing older than new.
  init(since: Int64, now: Int64) { seconds = max(0, (now - since) / 1000) }

  var description: String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) days"
    }
  }

  /// Milliseconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
