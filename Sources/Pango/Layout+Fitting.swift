// SPDX-License-Identifier: GPL-3.0-or-later

internal import CPango

extension Layout {
  /// Takes the text as it stands: no markup, one paragraph, its direction by its first strong letter.
  func set(_ text: String, _ alignment: TextStyle.Alignment) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        pango_layout_set_text(pointer, $0.baseAddress, Int32($0.count))
      }
    }
    pango_layout_set_single_paragraph_mode(pointer, 1)
    pango_layout_set_auto_dir(pointer, 1)
    // In a paragraph from right to left Pango takes left for right.
    pango_layout_set_alignment(
      pointer, alignment == .centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT)
  }

  /// Breaks the text into few lines, in the largest type that fits.
  func fit(_ style: TextStyle, in font: borrowing FontDescription) {
    let width = Int32(style.maximalWidth) * cpa_scale
    pango_layout_set_wrap(pointer, PANGO_WRAP_WORD)
    for step in 0...Self.steps {
      let share = 1 - (1 - TextStyle.smallestShare) * Double(step) / Double(Self.steps)
      font.resize(to: style.size * share)
      pango_layout_set_font_description(pointer, font.pointer)
      pango_layout_set_width(pointer, width)
      if lineCount <= TextStyle.mostLines, extents.width <= width { return balance(below: width) }
    }
    shorten()
  }

  /// Cuts what still does not fit.
  private func shorten() {
    pango_layout_set_wrap(pointer, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_height(pointer, -Int32(TextStyle.mostLines))
    pango_layout_set_ellipsize(pointer, PANGO_ELLIPSIZE_END)
  }

  /// Makes the column as narrow as the number of lines allows, so that no word is left alone in the last one.
  private func balance(below width: Int32) {
    let wanted = lineCount
    var (narrow, wide) = (width / Int32(wanted) / 2, width)
    while wide - narrow > cpa_scale {
      let middle = (narrow + wide) / 2
      pango_layout_set_width(pointer, middle)
      if lineCount <= wanted, extents.width <= middle { wide = middle } else { narrow = middle }
    }
    pango_layout_set_width(pointer, wide)
  }

  var lineCount: Int { Int(pango_layout_get_line_count(pointer)) }

  var isShortened: Bool { pango_layout_is_ellipsized(pointer) != 0 }

  /// Of all lines, in Pango's units.
  private var extents: PangoRectangle {
    var rectangle = PangoRectangle()
    pango_layout_get_extents(pointer, nil, &rectangle)
    return rectangle
  }

  /// From the wanted size to the smallest.
  private static var steps: Int { 8 }
}

extension FontDescription {
  /// `pixels` of the em square, whatever resolution a screen has.
  func resize(to pixels: Double) {
    pango_font_description_set_absolute_size(pointer, pixels * Double(cpa_scale))
  }

  func set(_ style: TextStyle) {
    pango_font_description_set_family(pointer, style.family)
    pango_font_description_set_weight(pointer, PangoWeight(UInt32(style.weight)))
    resize(to: style.size)
  }
}
