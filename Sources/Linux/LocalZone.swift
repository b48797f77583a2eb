// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// The time zone that this machine is set to.
package enum LocalZone {
  /// Minutes that local time is ahead of UTC at `time`, in ms since 1970.
  package static func offsetMinutes(at time: Int64) -> Int {
    var seconds = time_t(time / 1000)
    var fields = tm()
    // A zone that was changed since the start counts.
    tzset()
    guard localtime_r(&seconds, &fields) != nil else { return 0 }
    return fields.tm_gmtoff / 60
  }
}
