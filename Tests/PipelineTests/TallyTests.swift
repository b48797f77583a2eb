// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import Testing

@testable import Pipeline

struct TallyTests {
  private func heard(total: Int, _ updates: [(job: Int, done: Double)]) -> [Progress] {
    let heard = Mutex<[Progress]>([])
    let tally = Tally(stage: .encoding, unit: "frames", total: total) { progress in
      heard.withLock { $0.append(progress) }
    }
    for update in updates { tally.update(update.job, done: update.done) }
    return heard.withLock { $0 }
  }

  @Test func `jobs side by side add up, each by its latest word`() {
    let heard = heard(total: 200, [(0, 50), (1, 25.5), (0, 100), (1, 100)])
    #expect(heard.map(\.share) == [0.25, 0.3775, 0.6275, 1])
    #expect(heard.map(\.detail).last == "200 of 200 frames")
    #expect(heard.allSatisfy { $0.stage == .encoding })
  }

  @Test func `a share never passes the whole, and nothing is whole at once`() {
    #expect(heard(total: 10, [(0, 25)]).map(\.share) == [1])
    #expect(heard(total: 0, [(0, 0)]).map(\.share) == [0])
  }
}
