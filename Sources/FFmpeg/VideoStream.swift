// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

extension VideoStream {
  /// This description with what only the first picture tells.
  func completed(by frame: borrowing Frame) -> VideoStream {
    var stream = self
    let seen = frame.color
    stream.width = frame.size.width
    stream.height = frame.size.height
    stream.bitDepth = frame.bitDepth ?? bitDepth
    stream.isInterlaced = isInterlaced || frame.isInterlaced
    stream.color.primaries = color.primaries ?? seen.primaries
    stream.color.transfer = color.transfer ?? seen.transfer
    stream.color.matrix = color.matrix ?? seen.matrix
    stream.color.isFullRange = color.isFullRange || seen.isFullRange
    if orientation == .upright, let turn = frame.orientation { stream.orientation = turn }
    return stream
  }

  /// This description for a picture that differs from the first one of its stream, as after a change of resolution.
  package func matching(_ frame: borrowing Frame) -> VideoStream {
    var stream = self
    stream.width = frame.size.width
    stream.height = frame.size.height
    stream.bitDepth = frame.bitDepth ?? bitDepth
    return stream
  }
}
