// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Pipeline

struct ClockTests {
  @Test(
    arguments: [
      (0, "19700101-000000"), (1_000_000_000_999, "20010909-014640"),
      (1_795_247_635_000, "20261121-075355"), (951_826_554_000, "20000229-121554"),
    ])
  func `a stamp is the time in UTC`(milliseconds: Int64, stamp: String) {
    #expect(milliseconds.fileStamp == stamp)
  }

  @Test func `stamps sort by time and are legal file names everywhere`() {
    let times: [Int64] = [0, 59_999, 60_000, 86_400_000, 31_536_000_000, .now]
    let stamps = times.map(\.fileStamp)
    #expect(stamps == stamps.sorted())
    #expect(stamps.allSatisfy { $0.count == 15 && !$0.contains { ":/\\ ".contains($0) } })
  }
}
