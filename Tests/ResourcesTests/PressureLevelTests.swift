// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct PressureLevelTests {
  @Test func `worse is higher`() {
    #expect([.red, .green, .orange, .yellow].sorted() == PressureLevel.allCases)
    #expect(PressureLevel.allCases.map(\.rawValue) == ["green", "yellow", "orange", "red"])
  }
}
