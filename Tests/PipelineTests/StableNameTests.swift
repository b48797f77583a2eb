// SPDX-License-Identifier: GPL-3.0-or-later

import Pipeline
import Testing

struct StableNameTests {
  @Test func `a name is the start of its digest`() {
    #expect(StableName.digest(of: []) == "e3b0c44298fc")
    #expect(StableName.digest(of: Array("abc".utf8)) == "ba7816bf8f01")
  }
}
