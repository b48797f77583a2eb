// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

/// Mixes pictures in house form (planar 8-bit 4:2:0) by whole numbers, so that the result is the same everywhere.
package struct PictureMixer: ~Copyable {
  /// What was made last; its buffers are written anew for the next one.
  package let picture: Frame

  package init() throws(FFmpegError) { picture = try Frame() }

  /// The picture as it is.
  package func show(_ source: borrowing Frame) throws(FFmpegError) {
    try prepare(like: source)
    try check(av_frame_copy(picture.pointer, source.pointer), "av_frame_copy")
  }

  /// `weight` 256ths of the second picture, the rest of the first.
  package func mix(
    _ first: borrowing Frame, _ second: borrowing Frame, weight: Int
  ) throws(FFmpegError) {
    try prepare(like: first)
    let (from, to) = (try HousePlanes(first), try HousePlanes(second))
    let into = try HousePlanes(picture)
    guard from.hasShape(of: to) else { throw HousePlanes.foreign }
    let (share, rest) = (UInt32(weight), UInt32(256 - weight))
    for plane in 0..<3 {
      for y in 0..<from.height(plane) {
        let (a, b, target) = (from.row(plane, y), to.row(plane, y), into.row(plane, y))
        for x in 0..<from.width(plane) {
          let sum = UInt32(a[x]) &* rest &+ UInt32(b[x]) &* share &+ 128
          target[x] = UInt8(truncatingIfNeeded: sum &>> 8)
        }
      }
    }
  }

  /// `weight` 256ths of the picture, the rest black or white.
  package func dip(
    _ source: borrowing Frame, weight: Int, white: Bool
  ) throws(FFmpegError) {
    try prepare(like: source)
    let (from, into) = (try HousePlanes(source), try HousePlanes(picture))
    let share = UInt32(weight)
    for plane in 0..<3 {
      let color: UInt32 = plane > 0 ? 128 : white ? 235 : 16
      let rest = color &* UInt32(256 - weight) &+ 128
      for y in 0..<from.height(plane) {
        let (a, target) = (from.row(plane, y), into.row(plane, y))
        for x in 0..<from.width(plane) {
          target[x] = UInt8(truncatingIfNeeded: (UInt32(a[x]) &* share &+ rest) &>> 8)
        }
      }
    }
  }

  /// Lays a bitmap over what was made, by `opacity` 256ths.
  package func lay(_ overlay: OverlayPicture, opacity: Int) throws(FFmpegError) {
    guard opacity > 0, overlay.width > 0, overlay.height > 0 else { return }
    let into = try HousePlanes(picture)
    let opacity = UInt32(min(opacity, 256))
    for plane in 0..<3 {
      let half = plane > 0 ? 1 : 0
      let width = overlay.width >> half
      for y in 0..<(overlay.height >> half) {
        let target = into.row(plane, (overlay.y >> half) + y) + (overlay.x >> half)
        let start = y * width
        for x in 0..<width {
          let cover = UInt32(overlay.covers[plane][start + x]) &* opacity
          guard cover > 0 else { continue }
          let sum =
            UInt32(target[x]) &* (65536 &- cover)
            &+ UInt32(overlay.codes[plane][start + x]) &* opacity &+ 32768
          target[x] = UInt8(truncatingIfNeeded: sum &>> 16)
        }
      }
    }
  }

  /// Buffers of the shape of `source` that nobody else reads, with its tags.
  private func prepare(like source: borrowing Frame) throws(FFmpegError) {
    let (frame, model) = (picture.pointer, source.pointer)
    let isFit =
      frame.pointee.width == model.pointee.width && frame.pointee.height == model.pointee.height
      && frame.pointee.format == model.pointee.format && av_frame_is_writable(frame) > 0
    if !isFit {
      picture.clear()
      frame.pointee.width = model.pointee.width
      frame.pointee.height = model.pointee.height
      frame.pointee.format = model.pointee.format
      try check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer")
    }
    try check(av_frame_copy_props(frame, model), "av_frame_copy_props")
  }
}

/// The three planes of a picture in house form.
struct HousePlanes {
  private let frame: UnsafeMutablePointer<AVFrame>

  static let foreign = FFmpegError(code: cff_error_invalid_argument, call: "HousePlanes")

  /// Valid as long as the frame keeps its buffers.
  init(_ frame: borrowing Frame) throws(FFmpegError) {
    guard frame.pointer.pointee.format == AV_PIX_FMT_YUV420P.rawValue else { throw Self.foreign }
    self.frame = frame.pointer
  }

  func hasShape(of other: HousePlanes) -> Bool {
    width(0) == other.width(0) && height(0) == other.height(0)
  }

  func width(_ plane: Int) -> Int {
    let width = Int(frame.pointee.width)
    return plane == 0 ? width : (width + 1) / 2
  }

  func height(_ plane: Int) -> Int {
    let height = Int(frame.pointee.height)
    return plane == 0 ? height : (height + 1) / 2
  }

  func row(_ plane: Int, _ y: Int) -> UnsafeMutablePointer<UInt8> {
    guard let start = cff_frame_plane(frame, Int32(plane)) else {
      preconditionFailure("a picture has its planes")
    }
    return start + y * Int(cff_stride(frame, Int32(plane)))
  }
}
