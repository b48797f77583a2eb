// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Brings all pictures of one stream onto a canvas, also when their size or format changes on the way.
package struct CanvasFilter: ~Copyable {
  private let stream: VideoStream
  private let canvas: PixelSize
  private let fit: Fit
  private var graph: FilterGraph?
  /// The chain before the last change, until its held back pictures are out.
  private var ending: FilterGraph?

  /// For pictures of `stream`, whose times are in its time base; the canvas' sides are even.
  package init(stream: VideoStream, canvas: PixelSize, fit: Fit) {
    self.stream = stream
    self.canvas = canvas
    self.fit = fit
  }

  /// Gives the chain a picture; pull all that is ready before the next one.
  package mutating func push(_ frame: borrowing Frame) throws(FFmpegError) {
    if graph?.accepts(frame) != true { try rebuild(for: frame) }
    try graph?.push(frame)
  }

  /// Says that no more pictures follow, so that held back ones come out.
  package mutating func finish() throws(FFmpegError) { try graph?.finish() }

  /// Takes out the next finished picture; false when the chain wants more, or has ended.
  package mutating func pull(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    if let isThere = try ending?.pull(into: frame) {
      if isThere { return true }
      ending = nil
    }
    return try graph?.pull(into: frame) ?? false
  }

  private mutating func rebuild(for frame: borrowing Frame) throws(FFmpegError) {
    let filter = PictureFilter(stream: stream.matching(frame), canvas: canvas, fit: fit)
    let next = try FilterGraph(filter.complete, like: frame, timebase: stream.timebase)
    try graph?.finish()
    ending = graph.take()
    graph = consume next
  }
}
