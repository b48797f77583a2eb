// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Control

struct ControlRequestTests {
  @Test func `looking changes nothing`() {
    let looks: Set<ControlMethod> = [.getStatus, .list, .explain, .getCache]
    for request in requests { #expect(request.isChange != looks.contains(request.method)) }
    #expect(Set(requests.map(\.method)) == Set(ControlMethod.allCases))
  }
}
