// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture of a text: premultiplied red, green, blue and alpha of each pixel, row after row.
package struct TextBitmap: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// `4 * width * height` bytes.
  package let pixels: [UInt8]
  /// Where the letters are, without their shadow.
  package let box: TextBox
}

/// The lines of a text in its bitmap, in pixels.
package struct TextBox: Hashable, Sendable, Codable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int
  /// The row on which the first line's letters stand.
  package var baseline: Int

  package init(x: Int, y: Int, width: Int, height: Int, baseline: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.baseline = baseline
  }
}

/// What came of a text.
package struct DrawnText: Hashable, Sendable {
  /// Nil when nothing of the text can be seen.
  package var bitmap: TextBitmap?
  /// Characters that no font has, in the text's order, each once; they are left out of the bitmap.
  package var missing: [Unicode.Scalar]
  package var lines: Int
  /// Its end did not fit.
  package var isShortened: Bool
}
