// SPDX-License-Identifier: GPL-3.0-or-later

internal import CPango

extension Layout {
  /// Characters of the text for which no font has a glyph, in reading order, each once.
  func missing() throws(PangoError) -> [Unicode.Scalar] {
    guard pango_layout_get_unknown_glyphs_count(pointer) > 0 else { return [] }
    let iterator = try LayoutIterator(self)
    var found: [Unicode.Scalar] = []
    repeat {
      // Null at the end of each line.
      guard let run = pango_layout_iter_get_run_readonly(iterator.pointer) else { continue }
      guard let glyphs = run.pointee.glyphs?.pointee else { continue }
      for index in 0..<Int(glyphs.num_glyphs) {
        guard let scalar = Self.unknown(glyphs.glyphs[index].glyph), !found.contains(scalar) else {
          continue
        }
        found.append(scalar)
      }
    } while pango_layout_iter_next_run(iterator.pointer) != 0
    return found
  }

  /// The character that a glyph stands in for; nil when it is a real one.
  ///
  /// Pango's "hex box" glyph is `PANGO_GLYPH_UNKNOWN_FLAG` with the code point below it.
  private static func unknown(_ glyph: PangoGlyph) -> Unicode.Scalar? {
    guard glyph != cpa_glyph_empty, glyph != cpa_glyph_invalid_input,
      glyph & cpa_glyph_unknown_flag != 0
    else { return nil }
    return Unicode.Scalar(glyph & ~cpa_glyph_unknown_flag)
  }
}
