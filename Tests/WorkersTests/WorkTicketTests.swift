// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Workers

struct WorkTicketTests {
  @Test func `a film comes before everything`() {
    let sorted = WorkTicket.Urgency.allCases.shuffled().sorted()
    #expect(sorted == [.verification, .preparation, .analysis, .awaitedAnalysis, .film])
  }
}
