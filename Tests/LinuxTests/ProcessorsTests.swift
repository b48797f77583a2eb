// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

struct ProcessorsTests {
  @Test func `agrees with nproc`() throws {
    let line = String(decoding: try Shell.run("nproc"), as: UTF8.self)
    #expect(line == "\(Processors.count)\n")
  }
}
