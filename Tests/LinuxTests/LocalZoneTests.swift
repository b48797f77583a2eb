// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Testing

struct LocalZoneTests {
  /// In winter and in summer.
  @Test(arguments: [1_768_435_200_000, 1_784_073_600_000] as [Int64])
  func `local time is as far ahead as the system says`(time: Int64) {
    let date = Date(timeIntervalSince1970: Double(time) / 1000)
    #expect(LocalZone.offsetMinutes(at: time) == TimeZone.current.secondsFromGMT(for: date) / 60)
  }
}
