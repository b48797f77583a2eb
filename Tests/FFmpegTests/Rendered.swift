// SPDX-License-Identifier: GPL-3.0-or-later

import Media

@testable import FFmpeg

/// The first picture of a file on a canvas, as the encoder would get it.
struct Rendered {
  let luma: GrayImage
  let blue: GrayImage
  let red: GrayImage
  let color: ColorDescription
  let filter: PictureFilter

  init(
    _ file: MediaFile, canvas: PixelSize, fit: Fit, focus: Focus = .center,
    change: (inout VideoStream) -> Void = { _ in }
  ) throws {
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    _ = try reader.next(into: frame)
    var stream = reader.video
    change(&stream)
    filter = PictureFilter(stream: stream, canvas: canvas, fit: fit, focus: focus)
    let graph = try FilterGraph(filter.complete, like: frame, timebase: stream.timebase)
    try graph.push(frame)
    try graph.finish()
    guard try graph.pull(into: frame), let luma = frame.plane(0), let blue = frame.plane(1),
      let red = frame.plane(2)
    else { throw Failure.noPicture }
    (self.luma, self.blue, self.red, color) = (luma, blue, red, frame.color)
  }

  /// Luma, blue and red difference at a place, 0 to 1 from the left and from the top.
  func sample(_ x: Double, _ y: Double) -> [Int] {
    [luma, blue, red].map { (plane: GrayImage) -> Int in
      let column = Int(x * Double(plane.width - 1))
      let row = Int(y * Double(plane.height - 1))
      return Int(plane[column, row])
    }
  }

  enum Failure: Error { case noPicture }
}
