// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The part of a picture between black bars.
package struct ActiveArea: Hashable, Sendable {
  package var columns: Range<Int>
  package var rows: Range<Int>

  /// Brightest code of a black bar: black is 16 in limited range, coding noise a few codes.
  private static let black: UInt8 = 24
  /// Bars cover at most this share of a side, each: more is a dark picture.
  private static let largestBar = 0.36
  /// Bars come in pairs of one width, give or take this many samples.
  private static let asymmetry = 2

  /// The whole picture.
  package init(of image: borrowing GrayImage) {
    columns = 0..<image.width
    rows = 0..<image.height
  }

  /// Looks for black bars above and below, and left and right; keeps all of a picture that is dark.
  package init(inside image: borrowing GrayImage) {
    self.init(of: image)
    rows = Self.middle(of: image.height) { row in
      Self.isBlack(image, from: row * image.width, count: image.width, by: 1)
    }
    columns = Self.middle(of: image.width) { column in
      Self.isBlack(image, from: column, count: image.height, by: image.width)
    }
  }

  private static func isBlack(
    _ image: borrowing GrayImage, from start: Int, count: Int, by step: Int
  ) -> Bool {
    for index in 0..<count where image.pixels[start + index * step] > black { return false }
    return true
  }

  /// What lies between equal runs of black lines at both ends.
  private static func middle(of count: Int, isBlack: (Int) -> Bool) -> Range<Int> {
    let most = Int(Double(count) * largestBar)
    var first = 0
    while first <= most, isBlack(first) { first += 1 }
    var last = 0
    while last <= most, isBlack(count - 1 - last) { last += 1 }
    guard first > 0, last > 0, first <= most, last <= most, abs(first - last) <= asymmetry else {
      return 0..<count
    }
    return first..<count - last
  }
}
