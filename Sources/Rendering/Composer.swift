// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// Makes the pictures of a composition, all of them in house form before they are mixed, and encodes them as a piece.
package struct Composer: ~Copyable {
  private let composition: Composition
  private let format: HouseFormat
  private var base: HousePictures
  private var next: HousePictures?
  private let overlays: [OverlayPicture]
  /// The pictures of the base and of what is next, and what is made of them.
  private let first: Frame
  private let second: Frame
  private let mixer: PictureMixer

  /// Opens what the composition names, in its order; the descriptors stay the caller's.
  package init(
    _ composition: Composition, inputs: [Int32], format: HouseFormat, look: Look? = nil,
    mode: ReadingMode = .direct, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    precondition(
      composition.isPossible && inputs.count == composition.inputs.count,
      "the order was checked before")
    let base = try HousePictures(
      source: inputs[0], format: format, look: look, mode: mode, interrupt: interrupt)
    var next: HousePictures?
    if composition.change != nil {
      next = try HousePictures(
        source: inputs[1], format: format, look: look, mode: mode, interrupt: interrupt)
    }
    var overlays: [OverlayPicture] = []
    for (overlay, input) in zip(composition.overlays, inputs.suffix(composition.overlays.count)) {
      let pixels = try FileBytes.read(input, count: overlay.byteCount)
      overlays.append(OverlayPicture(overlay, pixels: pixels, canvas: format.canvas))
    }
    let first = try Frame()
    let second = try Frame()
    let mixer = try PictureMixer()
    self.composition = composition
    self.format = format
    self.base = base
    self.next = consume next
    self.overlays = overlays
    self.first = first
    self.second = second
    self.mixer = mixer
  }

  /// Writes all spans to `output`, one after the other, and hears after each frame how many are done.
  package mutating func encode(
    _ spans: [SpanOrder], to output: Int32, progress: (Int) throws(FFmpegError) -> Void
  ) throws(FFmpegError) {
    var writer = try PieceWriter(format, to: output)
    for order in spans {
      try seek(to: order.frames.start)
      try writer.begin(order)
      for frame in order.frames.start..<order.frames.end {
        try make(frame)
        try writer.add(mixer.picture)
        try progress(writer.frameCount)
      }
      try writer.endSpan()
    }
    try writer.finish()
  }

  private mutating func seek(to frame: Int) throws(FFmpegError) {
    if frame < composition.baseFrames { try base.seek(to: composition.base.start + frame) }
    if let change = composition.change, let from = composition.nextFrom {
      try next?.seek(to: change.next.start + max(frame, from) - change.cut)
    }
  }

  private mutating func make(_ frame: Int) throws(FFmpegError) {
    switch composition.mix(at: frame) {
    case .base:
      try showBase(frame)
      try mixer.show(first)
    case .next:
      try showNext(frame)
      try mixer.show(second)
    case .both(let weight):
      try showBase(frame)
      try showNext(frame)
      try mixer.mix(first, second, weight: weight)
    case .dipped(false, let weight, let isWhite):
      try showBase(frame)
      try mixer.dip(first, weight: weight, white: isWhite)
    case .dipped(true, let weight, let isWhite):
      try showNext(frame)
      try mixer.dip(second, weight: weight, white: isWhite)
    }
    for (overlay, picture) in zip(composition.overlays, overlays) {
      try mixer.lay(picture, opacity: overlay.opacity(at: frame))
    }
  }

  private mutating func showBase(_ frame: Int) throws(FFmpegError) {
    try base.picture(at: composition.base.start + frame, into: first)
  }

  private mutating func showNext(_ frame: Int) throws(FFmpegError) {
    guard let change = composition.change else { return }
    try next?.picture(at: change.next.start + frame - change.cut, into: second)
  }
}
