// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Pipeline
import Testing

@testable import Daemon

struct VerificationsTests {
  private let film = FilmID(folder: "/drop", project: "trip", name: "montage")

  @Test(
    arguments: [
      (.absent, false, nil, false), (.pending, true, nil, false), (.sound, false, true, false),
      (.faulty("x", isFirst: true), false, false, true),
      (.faulty("x", isFirst: false), false, false, false),
    ] as [(Verifying.Verdict, Bool, Bool?, Bool)])
  func `only the first faulty film of a plan is made again`(
    verdict: Verifying.Verdict, isOpen: Bool, isSound: Bool?, wantsRepair: Bool
  ) {
    var verifications = Verifications()
    verifications.note(verdict, of: film)
    #expect(verifications.isOpen(film) == isOpen)
    #expect(verifications.isSound(film) == isSound)
    #expect(verifications.wantsRepair(film) == wantsRepair)
  }

  @Test func `a new film is to be looked into, one that cannot be judged is not`() {
    var verifications = Verifications()
    #expect(verifications.isOpen(film) && verifications[film] == nil)
    verifications.giveUp(film)
    #expect(!verifications.isOpen(film) && verifications.isSound(film) == nil)
    verifications.note(.faulty("x", isFirst: true), of: film)
    verifications.forget(film)
    #expect(verifications.isOpen(film) && !verifications.wantsRepair(film))
  }
}
