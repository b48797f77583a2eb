// SPDX-License-Identifier: GPL-3.0-or-later

internal import Planning
internal import Testing

struct StyleTests {
  @Test(arguments: [
    (Style.energetic, [2, 2, 4, 2, 2, 8]), (.balanced, [4, 4, 4, 8, 4, 4]),
    (.dramatic, [4, 4, 4, 4, 16]), (.buildup, [8, 4, 4, 4, 4, 4]),
  ])
  func `the classic patterns hold in 4/4`(style: Style, pattern: [Int]) {
    #expect(style.beatsPerShot(meter: 4) == pattern)
  }

  @Test(arguments: Style.allCases, [2, 3, 5, 6, 7])
  func `a pattern in another metre ends on the same bar lines`(style: Style, meter: Int) {
    var classic = 0
    var scaled = 0
    for (old, new) in zip(style.beatsPerShot, style.beatsPerShot(meter: meter)) {
      classic += old
      scaled += new
      #expect(new >= 1)
      if classic.isMultiple(of: 4) { #expect(scaled * 4 == classic * meter) }
    }
  }
}
