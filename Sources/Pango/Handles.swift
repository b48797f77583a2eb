// SPDX-License-Identifier: GPL-3.0-or-later

internal import CPango

/// All fonts that fontconfig knows, as Cairo draws them.
struct FontMap: ~Copyable {
  let pointer: UnsafeMutablePointer<PangoFontMap>

  init() throws(PangoError) {
    pointer = try required(pango_cairo_font_map_new(), "pango_cairo_font_map_new")
  }

  deinit { cpa_unref(pointer) }
}

/// What a layout knows of its surroundings: fonts, rendering, main direction.
struct TextContext: ~Copyable {
  let pointer: OpaquePointer

  init(_ fonts: borrowing FontMap) throws(PangoError) {
    pointer = try required(
      pango_font_map_create_context(fonts.pointer), "pango_font_map_create_context")
  }

  deinit { cpa_unref(UnsafeMutableRawPointer(pointer)) }
}

/// How glyphs are drawn.
struct FontOptions: ~Copyable {
  let pointer: OpaquePointer

  init() throws(PangoError) {
    pointer = try required(cairo_font_options_create(), "cairo_font_options_create")
  }

  deinit { cairo_font_options_destroy(pointer) }
}

/// A family with weight and size.
struct FontDescription: ~Copyable {
  let pointer: OpaquePointer

  init() throws(PangoError) {
    pointer = try required(pango_font_description_new(), "pango_font_description_new")
  }

  deinit { pango_font_description_free(pointer) }
}

/// A text broken into lines of glyphs.
struct Layout: ~Copyable {
  let pointer: OpaquePointer

  init(_ context: borrowing TextContext) throws(PangoError) {
    pointer = try required(pango_layout_new(context.pointer), "pango_layout_new")
  }

  deinit { cpa_unref(UnsafeMutableRawPointer(pointer)) }
}

/// A walk over the runs of a layout.
struct LayoutIterator: ~Copyable {
  let pointer: OpaquePointer

  init(_ layout: borrowing Layout) throws(PangoError) {
    pointer = try required(pango_layout_get_iter(layout.pointer), "pango_layout_get_iter")
  }

  deinit { pango_layout_iter_free(pointer) }
}

/// A picture in Cairo's memory.
struct Surface: ~Copyable {
  let pointer: OpaquePointer

  init(width: Int, height: Int) throws(PangoError) {
    // It answers an error object where there is no memory, never null; drawing on that fails.
    pointer = try required(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
      "cairo_image_surface_create")
  }

  deinit { cairo_surface_destroy(pointer) }
}

/// A pen on a surface.
struct Pen: ~Copyable {
  let pointer: OpaquePointer

  init(_ surface: borrowing Surface) throws(PangoError) {
    pointer = try required(cairo_create(surface.pointer), "cairo_create")
  }

  deinit { cairo_destroy(pointer) }

  /// Fails when any call on it did.
  func check() throws(PangoError) {
    let status = cairo_status(pointer)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw PangoError(
        call: "pango_cairo_show_layout", reason: String(cString: cairo_status_to_string(status)))
    }
  }
}
