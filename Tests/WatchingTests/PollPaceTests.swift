// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Watching

struct PollPaceTests {
  @Test func `it looks often while things change and rarely later`() {
    var pace = PollPace(FolderWatcher.Timing(), at: .zero)
    #expect(pace.next(after: .seconds(599)) == .seconds(609))
    #expect(pace.next(after: .seconds(600)) == .seconds(660))
    pace.noteChange(at: .seconds(1000))
    #expect(pace.next(after: .seconds(1000)) == .seconds(1010))
    #expect(pace.next(after: .seconds(1600)) == .seconds(1660))
  }
}
