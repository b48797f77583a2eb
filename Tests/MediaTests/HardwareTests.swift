// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

struct HardwareTests {
  @Test func `auto tries what needs no further word, and off nothing`() {
    #expect(Hardware.off.candidates.isEmpty && Hardware.off.nodePrefixes.isEmpty)
    #expect(Hardware.auto.candidates == [.cuda, .vaapi])
    #expect(Hardware.auto.nodePrefixes == ["nvidia", "dri"])
    for hardware in Hardware.allCases where hardware != .off && hardware != .auto {
      #expect(hardware.candidates == [hardware])
      #expect(hardware.nodePrefixes.count == 1)
    }
  }
}
