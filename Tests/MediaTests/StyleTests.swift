// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Media

struct StyleTests {
  private func style(_ beats: [Int]) -> Style {
    var style = Style()
    style.beats = beats
    return style
  }

  @Test func `a section has its own pattern, or the style's`() {
    var style = style([4, 8])
    style.sections = ["drop": [1, 2]]
    #expect(style.beatsPerShot(in: "drop", meter: 4) == [1, 2])
    #expect(style.beatsPerShot(in: "verse", meter: 4) == [4, 8])
    #expect(style.beatsPerShot(meter: 4) == [4, 8])
    #expect(style.hasPattern(for: "drop") && !style.hasPattern(for: "verse"))
  }

  @Test(
    arguments: [[2, 2, 4, 2, 2, 8], [4, 4, 4, 4, 16], [8, 4, 4, 4, 4, 4], [4, 8, 4, 4, 8]],
    [2, 3, 5, 6, 7])
  func `a pattern in another metre ends on the same bar lines`(beats: [Int], meter: Int) {
    let style = style(beats)
    var classic = 0
    var scaled = 0
    for (old, new) in zip(style.beatsPerShot(meter: 4), style.beatsPerShot(meter: meter)) {
      classic += old
      scaled += new
      #expect(new >= 1)
      if classic.isMultiple(of: 4) { #expect(scaled * 4 == classic * meter) }
    }
  }
}
