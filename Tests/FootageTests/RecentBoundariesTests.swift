// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Footage
internal import Media
internal import Testing

struct RecentBoundariesTests {
  private func numbers(_ released: [(Int, ShotBoundary.Kind)]) -> [Int] { released.map(\.0) }

  @Test func `boundaries are released once, in order, when settled`() {
    var recent = RecentBoundaries()
    recent.add(50, .fade)
    recent.add(10, .cut)
    recent.add(30, .cut)
    #expect(numbers(recent.release(before: 30)) == [10])
    #expect(numbers(recent.release(before: 51)) == [30, 50])
    #expect(recent.release(before: 100).isEmpty)
  }

  @Test func `one that comes too late is not released out of order`() {
    var recent = RecentBoundaries()
    #expect(recent.release(before: 100).isEmpty)
    recent.add(90, .wipe)
    #expect(recent.release(before: 200).isEmpty)
  }

  @Test func `a dissolve swallows the weak cuts around it, no strong one`() {
    var recent = RecentBoundaries()
    recent.add(95, .cut, isWeak: true)
    recent.add(105, .cut)
    recent.add(121, .cut, isWeak: true)
    recent.addDissolve(100)
    #expect(numbers(recent.release(before: 1000)) == [100, 105, 121])
  }

  @Test func `what was released is remembered for the rules, not for ever`() {
    var recent = RecentBoundaries()
    recent.add(10, .fade)
    _ = recent.release(before: 20)
    #expect(recent.numbers(of: .fade) == [10])
    #expect(recent.numbers(of: .cut).isEmpty)
    _ = recent.release(before: 10 + 257)
    #expect(recent.numbers(of: .fade).isEmpty)
  }

  @Test func `times are found by number after older ones are forgotten`() {
    var log = TimeLog()
    for number in 0..<10 { log.append(MediaTime(frame: number, rate: Rational(25))) }
    log.forget(before: 4)
    log.forget(before: 2)
    #expect(log[4] == MediaTime(frame: 4, rate: Rational(25)))
    #expect(log[9] == MediaTime(frame: 9, rate: Rational(25)))
    log.forget(before: 100)
    log.append(MediaTime(frame: 10, rate: Rational(25)))
    #expect(log[10] == MediaTime(frame: 10, rate: Rational(25)))
  }
}
