// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@testable import Daemon

struct MontageRuleTests {
  private typealias Situation = MontageRule.Situation
  private static let now: Duration = .seconds(10_000)

  /// Everything is there and measured since a minute.
  private static let ready = Situation(
    clips: MontageRule.Clips(measured: 3), readySince: now - .seconds(60),
    footageChanged: now - .seconds(120), requestChanged: now - .seconds(60), request: "a",
    footage: 1)

  private func decide(_ change: (inout Situation) -> Void = { _ in }) -> MontageRule.Decision {
    var situation = Self.ready
    change(&situation)
    return MontageRule.decide(situation, at: Self.now)
  }

  private func attempt(
    _ result: MontageRule.Attempt.Result, request: String = "a", footage: Int = 1
  ) -> MontageRule.Attempt {
    MontageRule.Attempt(request: request, footage: footage, result: result)
  }

  @Test func `a film is made when all is there`() {
    #expect(decide() == .make(isPreliminary: false))
  }

  @Test func `it waits for what is missing, in change, paused or cancelled`() {
    #expect(decide { $0.missing = ["a song"] } == .wait(.missing(["a song"])))
    #expect(decide { $0.isRequestInChange = true } == .wait(.settling))
    #expect(decide { $0.isFootageInChange = true } == .wait(.settling))
    #expect(decide { $0.readySince = nil } == .wait(.settling))
    #expect(decide { $0.isPaused = true } == .wait(.paused))
    #expect(decide { $0.isCancelled = true } == .wait(.cancelled))
  }

  @Test func `somebody who wants it now gets it, though not while files are in change`() {
    #expect(
      decide {
        $0.isCancelled = true
        $0.isForced = true
      } == .make(isPreliminary: false))
    #expect(
      decide {
        $0.isForced = true
        $0.last = attempt(.done(isPreliminary: false))
      } == .make(isPreliminary: false))
    #expect(
      decide {
        $0.isForced = true
        $0.isFootageInChange = true
      } == .wait(.settling))
  }

  @Test func `footage that came last may not be all of it`() {
    let came = Self.now - .seconds(5)
    #expect(decide { $0.footageChanged = came } == .wait(.lull, until: came + .seconds(15)))
    #expect(decide { $0.footageChanged = Self.now - .seconds(15) } == .make(isPreliminary: false))
    // The config came last: whoever writes it has copied what he wants.
    #expect(
      decide {
        $0.footageChanged = came
        $0.requestChanged = came
      } == .make(isPreliminary: false))
    #expect(
      decide {
        $0.footageChanged = came
        $0.rerender = .after(seconds: 0)
      } == .make(isPreliminary: false))
  }

  @Test func `unmeasured footage is waited for, but not for ever`() {
    func clips(_ measured: Int, _ seen: Int, _ unseen: Int) -> MontageRule.Clips {
      MontageRule.Clips(measured: measured, seen: seen, unseen: unseen)
    }
    let patience = Self.now - .seconds(60) + MontageRule.patience
    #expect(decide { $0.clips = clips(1, 0, 2) } == .wait(.analysing, until: patience))
    #expect(decide { $0.clips = clips(0, 3, 0) } == .make(isPreliminary: true))
    #expect(
      decide {
        $0.clips = clips(1, 0, 2)
        $0.readySince = Self.now - MontageRule.patience
      } == .make(isPreliminary: true))
    // A film of nothing helps nobody.
    #expect(
      decide {
        $0.clips = clips(0, 0, 2)
        $0.readySince = Self.now - MontageRule.patience
      } == .wait(.analysing))
  }

  @Test func `a film that stands there is left alone`() {
    #expect(decide { $0.last = attempt(.done(isPreliminary: false)) } == .wait(.done))
  }

  @Test func `another config or song asks for another film at once`() {
    let last = attempt(.done(isPreliminary: false), request: "b")
    #expect(decide { $0.last = last } == .make(isPreliminary: false))
    #expect(
      decide {
        $0.last = last
        $0.isRequestInChange = true
      } == .wait(.settling))
  }

  @Test func `a preliminary film is replaced when everything is measured, once`() {
    #expect(
      decide { $0.last = attempt(.done(isPreliminary: true)) } == .make(isPreliminary: false))
    #expect(
      decide {
        $0.last = attempt(.done(isPreliminary: true))
        $0.clips.seen = 1
      } == .wait(.done))
    // Also when more footage has come meanwhile.
    #expect(
      decide {
        $0.last = attempt(.done(isPreliminary: true), footage: 2)
      } == .make(isPreliminary: false))
  }

  @Test func `new footage waits for its hour`() {
    let changed = Self.now - .seconds(600)
    for result in [MontageRule.Attempt.Result.done(isPreliminary: false), .outdated] {
      let last = attempt(result, footage: 2)
      #expect(
        decide {
          $0.last = last
          $0.footageChanged = changed
        } == .wait(.rerender, until: changed + .seconds(3600)))
      #expect(
        decide {
          $0.last = last
          $0.footageChanged = changed
          $0.rerender = .after(seconds: 600)
        } == .make(isPreliminary: false))
      #expect(
        decide {
          $0.last = last
          $0.rerender = .never
        } == .wait(.done))
    }
  }

  @Test func `a film that is made anew for new footage waits until that is measured`() {
    #expect(
      decide {
        $0.last = attempt(.done(isPreliminary: false), footage: 2)
        $0.rerender = .after(seconds: 1)
        $0.clips.seen = 1
      } == .wait(.analysing))
  }

  @Test func `a failure is tried again when its time has come or something has changed`() {
    let later = Self.now + .seconds(60)
    #expect(decide { $0.last = attempt(.failed(retryAt: nil)) } == .wait(.failed))
    #expect(
      decide { $0.last = attempt(.failed(retryAt: later)) } == .wait(.failed, until: later))
    #expect(
      decide { $0.last = attempt(.failed(retryAt: Self.now)) } == .make(isPreliminary: false))
    // What a preliminary film lacked has been measured since.
    let early = attempt(.failed(retryAt: nil, isPreliminary: true))
    #expect(decide { $0.last = early } == .make(isPreliminary: false))
    #expect(
      decide {
        $0.last = early
        $0.clips.unseen = 1
      } == .wait(.failed))
    #expect(
      decide { $0.last = attempt(.failed(retryAt: nil), footage: 2) }
        == .make(isPreliminary: false))
    #expect(
      decide { $0.last = attempt(.failed(retryAt: nil), request: "b") }
        == .make(isPreliminary: false))
  }
}
