// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct StatusPaceTests {
  private func answer(
    _ old: FolderStatus, _ new: FolderStatus, after milliseconds: Int64
  ) -> StatusPace.Answer {
    StatusPace.answer(
      last: .init(old, at: noon3), status: new, now: noon3 + milliseconds)
  }

  private func rendering(_ progress: Double) -> FolderStatus {
    Examples.folder([Examples.project("a", [Examples.film(.rendering, progress: progress)])])
  }

  @Test func `the first status is written`() {
    #expect(StatusPace.answer(last: nil, status: Examples.folder(), now: noon3) == .write)
  }

  @Test func `an idle folder is never written to`() {
    let folder = Examples.folder([Examples.project("a", [Examples.film(.done)])])
    #expect(answer(folder, folder, after: 1_000_000_000) == .nothing)
  }

  @Test func `an away folder is never written to`() {
    var away = Examples.folder()
    away.state = .offline
    #expect(StatusPace.answer(last: nil, status: away, now: noon3) == .nothing)
    #expect(answer(Examples.folder(), away, after: 60_000) == .nothing)
  }

  @Test(
    arguments: [
      (0.2, 0.29, 60_000, .nothing), (0.2, 0.3, 60_000, .write), (0.3, 0.2, 60_000, .write),
      (0.2, 0.3, 14_999, .wait(until: noon3 + 15_000)), (0.2, 0.3, 15_000, .write),
    ] as [(Double, Double, Int64, StatusPace.Answer)])
  func `progress is written by tenths and not within 15 s`(
    old: Double, new: Double, after: Int64, expected: StatusPace.Answer
  ) {
    #expect(answer(rendering(old), rendering(new), after: after) == expected)
  }

  @Test func `moments and guesses alone are no news`() {
    var later = rendering(0.2)
    later.since = 5
    later.projects[0].montages[0].since = 6
    later.projects[0].montages[0].remaining = 7
    #expect(answer(rendering(0.2), later, after: 60_000) == .nothing)
  }

  @Test func `a result is shown after two seconds`() {
    let done = Examples.folder([Examples.project("a", [Examples.film(.done)])])
    #expect(answer(rendering(0.9), done, after: 2000) == .write)
    #expect(answer(rendering(0.9), done, after: 500) == .wait(until: noon3 + 2000))
  }

  @Test func `clips count by tenths, the first and the last as such`() {
    func folder(_ measured: Int) -> FolderStatus {
      var folder = Examples.folder()
      folder.clips = Examples.clips(100, measured: measured, waiting: 100 - measured)
      return folder
    }
    #expect(answer(folder(0), folder(1), after: 60_000) == .write)
    #expect(answer(folder(1), folder(10), after: 60_000) == .nothing)
    #expect(answer(folder(1), folder(11), after: 60_000) == .write)
    #expect(answer(folder(99), folder(100), after: 60_000) == .write)
  }

  @Test func `a file's trouble is news, its age is not`() {
    var old = Examples.folder()
    old.files = [FileStatusLine(path: "a", state: .settling, reason: "changed 4 s ago")]
    var new = old
    new.files[0].reason = "changed 30 s ago"
    #expect(answer(old, new, after: 60_000) == .nothing)
    new.files[0].state = .damaged
    #expect(answer(old, new, after: 60_000) == .write)
  }

  @Test func `a pause of the whole service is news`() {
    let folder = rendering(0.2)
    let last = StatusPace.Written(folder, isHeld: false, at: noon3)
    #expect(
      StatusPace.answer(last: last, status: folder, isHeld: true, now: noon3 + 60_000) == .write)
  }

  @Test func `a clock that was set back silences nothing`() {
    #expect(answer(rendering(0.2), rendering(0.4), after: -3_600_000) == .write)
  }
}
