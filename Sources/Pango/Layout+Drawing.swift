// SPDX-License-Identifier: GPL-3.0-or-later

internal import CPango

extension Layout {
  /// The lines in white over their shadow; nil when there is no ink in them.
  func bitmap(_ shadow: Shadow) throws(PangoError) -> TextBitmap? {
    var ink = PangoRectangle()
    var lines = PangoRectangle()
    pango_layout_get_pixel_extents(pointer, &ink, &lines)
    guard ink.width > 0, ink.height > 0 else { return nil }
    let margin = shadow.reach
    // Even sides, because the pictures below have half as many colours as pixels each way.
    let width = (Int(ink.width) + 2 * margin + 1) & ~1
    let height = (Int(ink.height) + 2 * margin + 1) & ~1
    let left = margin - Int(ink.x)
    let top = margin - Int(ink.y)
    let surface = try Surface(width: width, height: height)
    let pen = try Pen(surface)
    cairo_set_source_rgb(pen.pointer, 1, 1, 1)
    cairo_move_to(pen.pointer, Double(left), Double(top))
    pango_cairo_show_layout(pen.pointer, pointer)
    try pen.check()
    let baseline = Int(pango_layout_get_baseline(pointer) / cpa_scale)
    return TextBitmap(
      width: width, height: height,
      pixels: surface.pixels(width: width, height: height, over: shadow),
      box: TextBox(
        x: margin, y: margin, width: Int(ink.width), height: Int(ink.height),
        baseline: top + baseline))
  }
}

extension Surface {
  /// Its rows without gaps, as red, green, blue and alpha, over the shadow of what was drawn.
  fileprivate func pixels(width: Int, height: Int, over shadow: Shadow) -> [UInt8] {
    cairo_surface_flush(pointer)
    guard let data = cairo_image_surface_get_data(pointer) else { return [] }
    let stride = Int(cairo_image_surface_get_stride(pointer))
    var letters: [UInt8] = []
    letters.reserveCapacity(width * height)
    // Each pixel is one number in the machine's byte order, alpha in its highest byte.
    func pixel(_ x: Int, _ y: Int) -> UInt32 {
      UnsafeRawPointer(data).load(fromByteOffset: y * stride + 4 * x, as: UInt32.self)
    }
    for y in 0..<height { for x in 0..<width { letters.append(UInt8(pixel(x, y) >> 24)) } }
    let dark = shadow.opacity(of: letters, width: width)
    var result: [UInt8] = []
    result.reserveCapacity(4 * width * height)
    for y in 0..<height {
      for x in 0..<width {
        let value = pixel(x, y)
        let alpha = value >> 24
        result.append(UInt8(value >> 16 & 255))
        result.append(UInt8(value >> 8 & 255))
        result.append(UInt8(value & 255))
        // Black adds no light, only cover.
        result.append(UInt8(alpha + (255 - alpha) * UInt32(dark[y * width + x]) / 255))
      }
    }
    return result
  }
}
