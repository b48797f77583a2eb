// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct ChordChangeTests {
  private var rows: FrameRows {
    var rows = FrameRows(width: 3)
    for row in 0..<50 { rows.values += row < 25 ? [1, 0.5, 0] : [0, 0.5, 1] }
    return rows
  }

  @Test func `a change is between chords, not inside one`() {
    let chords = ChordChange(semitones: rows)
    #expect(chords.between(20..<60, 60..<100) < 1e-5)
    #expect(abs(chords.between(60..<100, 100..<140) - 0.8) < 1e-4)
  }

  @Test func `stretches outside the piece are cut off`() {
    let chords = ChordChange(semitones: rows)
    #expect(abs(chords.between(-40..<40, 160..<400) - 0.8) < 1e-4)
    #expect(chords.between(500..<600, 600..<700) < 1e-5)
  }
}
