// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct BarLinesTests {
  /// Evidence that says yes on every `meter`-th beat from `phase` on.
  private func evidence(_ count: Int, meter: Int, phase: Int) -> [Float] {
    (0..<count).map { ($0 - phase) % meter == 0 ? 1 : -0.6 }
  }

  @Test(arguments: [3, 4], [0, 1, 2])
  func `bars start where the evidence is`(meter: Int, phase: Int) {
    let bars = BarLines(evidence: evidence(48, meter: meter, phase: phase))
    #expect(bars.meter == meter)
    for (beat, position) in bars.positions.enumerated() {
      #expect(position == (beat - phase + meter) % meter + 1)
    }
  }

  @Test func `one wrong beat moves no bar line`() {
    var evidence = evidence(40, meter: 4, phase: 0)
    evidence[18] = 3
    #expect(BarLines(evidence: evidence).positions == (0..<40).map { $0 % 4 + 1 })
  }

  @Test func `without evidence there are bars of four`() {
    #expect(BarLines(evidence: [Float](repeating: -0.4, count: 16)).meter == 4)
    #expect(BarLines(evidence: []).positions.isEmpty)
  }
}
