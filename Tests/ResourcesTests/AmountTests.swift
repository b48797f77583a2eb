// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct AmountTests {
  @Test(
    arguments: [(0, "0M"), (1, "1M"), (1 << 20, "1M"), ((1 << 20) + 1, "2M"), (-5, "0M")]
      as [(Int64, String)])
  func `amounts are rounded up`(bytes: Int64, setting: String) {
    #expect(Amount.setting(bytes) == setting)
    #expect(Amount.text(bytes) == setting.dropLast() + " MB")
  }
}
