// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Interchange

struct Base64TextTests {
  @Test(arguments: 0...70)
  func `bytes are written as Foundation writes them`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
    #expect(Base64Text.encoded(bytes) == Data(bytes).base64EncodedString())
  }
}
