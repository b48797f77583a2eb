// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Aubio

struct AubioErrorTests {
  @Test func `null becomes an error that names the call`() {
    #expect(throws: AubioError(call: "new_fvec")) { try required(Int?.none, "new_fvec") }
    #expect(AubioError(call: "new_fvec").description.hasPrefix("new_fvec: "))
  }

  @Test func `a value passes`() throws { #expect(try required(Int?.some(3), "new_fvec") == 3) }
}
