// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import TestSupport
import Testing

struct EnrolmentsTests {
  @Test func `a folder keeps its marker until it is enrolled anew`() throws {
    let folder = try TemporaryFolder()
    let drop: [UInt8] = [0x2F, 0xFF]
    do {
      let ledger = try openLedger(in: folder)
      #expect(try ledger.marker(of: drop) == nil)
      try ledger.enrol(folder: drop, marker: "m1", at: 1)
      try ledger.enrol(folder: [0x2F], marker: "other", at: 1)
    }
    let ledger = try openLedger(in: folder)
    #expect(try ledger.marker(of: drop) == "m1")
    try ledger.enrol(folder: drop, marker: "m2", at: 2)
    #expect(try ledger.marker(of: drop) == "m2")
    #expect(try ledger.marker(of: [0x2F]) == "other")
  }
}
