// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

@testable import Workers

struct StallRuleTests {
  /// Looks every two seconds: state, and processor time gained in ms.
  private static func verdicts(
    _ looks: [(ProcessStatus.State, Int)], every seconds: Int = 2
  ) -> [StallRule.Verdict] {
    var rule = StallRule(StallRule.Patience())
    var time = 0
    return looks.enumerated().map { index, look in
      time += look.1
      let status = ProcessStatus(state: look.0, processorTime: .milliseconds(time))
      return rule.observe(status, at: .seconds(index * seconds))
    }
  }

  private static func same(
    _ state: ProcessStatus.State, gaining gain: Int, times: Int
  ) -> [(ProcessStatus.State, Int)] {
    Array(repeating: (state, gain), count: times)
  }

  @Test func `a worker that computes is healthy for ever`() {
    #expect(Set(Self.verdicts(Self.same(.runnable, gaining: 1900, times: 4000))) == [.healthy])
  }

  @Test func `ten seconds halted are enough`() {
    let verdicts = Self.verdicts(Self.same(.halted, gaining: 0, times: 6))
    #expect(verdicts == [.healthy, .healthy, .healthy, .healthy, .healthy, .lost])
  }

  @Test func `a halt that ends is forgiven`() {
    let looks =
      Self.same(.halted, gaining: 0, times: 5) + Self.same(.runnable, gaining: 5, times: 1)
    #expect(Set(Self.verdicts(looks + looks + looks)) == [.healthy])
  }

  @Test func `two minutes of waiting without a tick are a stall`() {
    let verdicts = Self.verdicts(Self.same(.waiting, gaining: 0, times: 61))
    #expect(verdicts.last == .stalled)
    #expect(Set(verdicts.dropLast()) == [.healthy])
  }

  @Test func `a slow disk is no stall while a tick comes now and then`() {
    let looks = Self.same(.waiting, gaining: 0, times: 50) + [(.waiting, 10)]
    #expect(Set(Self.verdicts(looks + looks + looks + looks)) == [.healthy])
  }

  @Test func `a runnable worker without a tick is starved, never stalled`() {
    let verdicts = Self.verdicts(Self.same(.runnable, gaining: 0, times: 1000))
    #expect(Set(verdicts) == [.healthy, .starved])
    #expect(verdicts.firstIndex(of: .starved) == 15)
  }

  /// A twentieth of a processor is 100 ms in two seconds.
  @Test(arguments: [(90, true), (110, false)])
  func `less than a twentieth of a processor is too little`(gain: Int, isStarved: Bool) {
    let verdicts = Self.verdicts(Self.same(.runnable, gaining: gain, times: 40))
    #expect(verdicts.contains(.starved) == isStarved)
  }

  @Test func `a worker that waits for its disk does not starve`() {
    let looks = Self.same(.runnable, gaining: 0, times: 10) + [(.waiting, 10)]
    #expect(Set(Self.verdicts(looks + looks + looks)) == [.healthy])
  }

  @Test func `time that nobody watched does not count`() {
    // Looks an hour apart, as after a night's sleep of the machine.
    let looks = Self.same(.waiting, gaining: 0, times: 3)
    #expect(Set(Self.verdicts(looks, every: 3600)) == [.healthy])
  }

  @Test func `what was forgotten begins anew`() {
    var rule = StallRule(StallRule.Patience())
    let halted = ProcessStatus(state: .halted, processorTime: .zero)
    for second in stride(from: 0, to: 10, by: 2) { _ = rule.observe(halted, at: .seconds(second)) }
    rule.forget()
    #expect(rule.observe(halted, at: .seconds(10)) == .healthy)
    #expect(rule.observe(halted, at: .seconds(12)) == .healthy)
  }
}
