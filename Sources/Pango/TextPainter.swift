// SPDX-License-Identifier: GPL-3.0-or-later

internal import CPango

/// Draws texts in any script: white letters over a soft shadow, colour glyphs in their own colours.
package struct TextPainter: ~Copyable {
  private let fonts: FontMap
  private let context: TextContext

  /// Reads what fonts there are.
  package init() throws(PangoError) {
    let fonts = try FontMap()
    let context = try TextContext(fonts)
    // A film is no screen: shapes as designed, the same whatever this machine's screen settings are.
    let options = try FontOptions()
    cairo_font_options_set_antialias(options.pointer, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options.pointer, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options.pointer, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context.pointer, options.pointer)
    self.fonts = fonts
    self.context = context
  }

  /// The text in few lines; what no font has is left out and named.
  package func draw(_ text: String, _ style: TextStyle) throws(PangoError) -> DrawnText {
    let missing = try missing(in: text, style)
    var rest = String.UnicodeScalarView()
    rest.append(contentsOf: text.unicodeScalars.filter { !missing.contains($0) })
    let words = String(rest).split(separator: " ").joined(separator: " ")
    guard words.unicodeScalars.contains(where: \.isInked) else {
      return DrawnText(bitmap: nil, missing: missing, lines: 0, isShortened: false)
    }
    let layout = try Layout(context)
    let font = try FontDescription()
    font.set(style)
    layout.set(words, style.alignment)
    layout.fit(style, in: font)
    return DrawnText(
      bitmap: try layout.bitmap(Shadow(size: style.size)), missing: missing,
      lines: layout.lineCount, isShortened: layout.isShortened)
  }

  private func missing(
    in text: String, _ style: TextStyle
  ) throws(PangoError) -> [Unicode.Scalar] {
    let layout = try Layout(context)
    let font = try FontDescription()
    font.set(style)
    pango_layout_set_font_description(layout.pointer, font.pointer)
    layout.set(text, style.alignment)
    // Without any font even a blank is missing.
    return try layout.missing().filter(\.isInked)
  }
}

extension Unicode.Scalar {
  /// False for blanks and for what only tells how its neighbours are shown.
  fileprivate var isInked: Bool {
    !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
  }
}
