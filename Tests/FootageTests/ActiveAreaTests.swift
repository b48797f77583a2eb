// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import Testing

struct ActiveAreaTests {
  @Test(arguments: [(0, 0), (11, 11), (11, 12), (20, 20)])
  func `bars above and below are left out`(top: Int, bottom: Int) {
    let area = ActiveArea(inside: picture(top: top, bottom: bottom, left: 0, right: 0))
    #expect(area.rows == top..<90 - bottom)
    #expect(area.columns == 0..<160)
  }

  @Test func `bars on both sides are left out`() {
    let area = ActiveArea(inside: picture(top: 0, bottom: 0, left: 54, right: 55))
    #expect(area.columns == 54..<105)
  }

  @Test(arguments: [(30, 0), (0, 20), (10, 20), (40, 40)])
  func `a dark sky or floor is no bar`(top: Int, bottom: Int) {
    let area = ActiveArea(inside: picture(top: top, bottom: bottom, left: 0, right: 0))
    #expect(area.rows == 0..<90)
  }

  @Test func `a black picture keeps its size`() {
    let black = GrayImage(width: 160, height: 90, filledWith: 16)
    #expect(ActiveArea(inside: black) == ActiveArea(of: black))
  }

  private func picture(top: Int, bottom: Int, left: Int, right: Int) -> GrayImage {
    var image = GrayImage(width: 160, height: 90, filledWith: 17)
    for row in top..<90 - bottom {
      for column in left..<160 - right { image[column, row] = 100 }
    }
    return image
  }
}
