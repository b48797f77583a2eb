// SPDX-License-Identifier: GPL-3.0-or-later

import Pango

extension TextBitmap {
  subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
    let start = 4 * (y * width + x)
    return (pixels[start], pixels[start + 1], pixels[start + 2], pixels[start + 3])
  }

  /// Columns and rows in which something is bright, without the shadow.
  var ink: (columns: Range<Int>, rows: Range<Int>) {
    let rows = (0..<height).filter { y in (0..<width).contains { self[$0, y].red > 0 } }
    return (inkColumns(below: 0) ?? 0..<0, (rows.first ?? 0)..<((rows.last ?? -1) + 1))
  }

  /// Columns in which something is bright from row `top` on; nil when nothing is.
  func inkColumns(below top: Int) -> Range<Int>? {
    let columns = (0..<width).filter { x in (top..<height).contains { self[x, $0].red > 0 } }
    guard let first = columns.first, let last = columns.last else { return nil }
    return first..<last + 1
  }
}
