// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Music

struct TempoLatticeTests {
  private let lattice = TempoLattice(tempi: 55...205, rigidity: 200)

  @Test func `periods reach from 205 to 55 beats a minute`() {
    #expect(lattice.periods.first == 29)
    #expect(lattice.periods.last == 109)
    #expect(lattice.regions.first == 2)
    #expect(lattice.regions.last == 7)
  }

  @Test func `to stay is most probable, and every change from a period sums to one`() {
    var sums = [Double](repeating: 0, count: lattice.periods.count)
    for (to, changes) in lattice.changes.enumerated() {
      #expect(changes.max() == changes[to - lattice.firstBefore[to]])
      for (offset, change) in changes.enumerated() {
        sums[lattice.firstBefore[to] + offset] += exp(change)
      }
    }
    #expect(sums.allSatisfy { abs($0 - 1) < 1e-4 })
  }
}
