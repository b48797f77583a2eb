// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct EvenGridTests {
  @Test func `lies where most begins`() {
    var activation = [Float](repeating: 0.1, count: 2000)
    for frame in stride(from: 37, to: 2000, by: 60) { activation[frame] = 0.4 }
    let times = EvenGrid(tempo: 100, activation: activation, through: nil).times(in: 0..<2000)
    #expect(times.count == 33)
    #expect(abs(times[0] - 0.382) < 0.011)
    #expect(zip(times, times.dropFirst()).allSatisfy { abs($1 - $0 - 0.6) < 1e-9 })
  }

  @Test func `goes through the beat that is told, in the stretch that sounds`() {
    let grid = EvenGrid(tempo: 120, activation: [], through: 5.2)
    let times = grid.times(in: 100..<300)
    #expect(times.map { ($0 * 1000).rounded() } == [1200, 1700, 2200, 2700])
    #expect(grid.times(in: 0..<0).isEmpty)
  }
}
