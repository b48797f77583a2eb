// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Footage

struct PanStretchesTests {
  /// One movement every 1/30 s of these velocities to the right.
  private func stretches(_ velocities: [Double]) -> [TimeRange] {
    var pans = PanStretches()
    for (index, right) in velocities.enumerated() {
      pans.add(
        Movement(start: time(index), velocity: SIMD2(right, 0)), until: time(index + 1))
    }
    pans.close()
    return pans.ranges
  }

  private func time(_ frame: Int) -> MediaTime { MediaTime(frame: frame, rate: Rational(30)) }

  private func still(_ count: Int) -> [Double] { Array(repeating: 0, count: count) }
  private func turn(_ count: Int, _ velocity: Double = 1) -> [Double] {
    Array(repeating: velocity, count: count)
  }

  @Test func `a turn between two views is one stretch`() throws {
    let found = stretches(still(60) + turn(45) + still(60))
    try #require(found.count == 1)
    // Smoothing makes both ends late, by a tenth of a second or two.
    #expect(abs(found[0].start.seconds - 2) < 0.2)
    #expect(abs(found[0].end.seconds - 3.5) < 0.4)
  }

  @Test func `a shaking hand turns nowhere`() {
    #expect(stretches((0..<200).map { $0.isMultiple(of: 2) ? 1.5 : -1.5 }).isEmpty)
    #expect(stretches((0..<200).map { $0 / 4 % 2 == 0 ? 0.6 : -0.6 }).isEmpty)
  }

  @Test func `a slow drift, a jerk and a journey are none`() {
    #expect(stretches(turn(200, 0.2)).isEmpty)
    #expect(stretches(still(30) + turn(6) + still(60)).isEmpty)
    #expect(stretches(turn(30 * 8)).isEmpty)
  }

  @Test func `there and back are two`() {
    #expect(stretches(still(30) + turn(30, 2) + turn(30, -2) + still(60)).count == 2)
  }

  @Test
  func `a few pictures of each second are enough, and nothing is guessed where there are fewer`() {
    func found(every seconds: Double) -> [TimeRange] {
      var pans = PanStretches()
      for index in 0..<12 {
        let start = Double(index) * seconds
        let right = (2.0..<5.0).contains(start) ? 1.0 : 0
        pans.add(
          Movement(start: MediaTime(seconds: start), velocity: SIMD2(right, 0)),
          until: MediaTime(seconds: start + 0.04))
      }
      pans.close()
      return pans.ranges
    }
    #expect(found(every: 1) == [range(2, 4.04)])
    #expect(found(every: 1.5).isEmpty)
  }

  private func range(_ start: Double, _ end: Double) -> TimeRange {
    TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
  }
}
