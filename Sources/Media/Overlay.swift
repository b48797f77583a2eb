// SPDX-License-Identifier: GPL-3.0-or-later

/// A bitmap laid over pictures for a while, such as a title.
package struct Overlay: Hashable, Sendable, Codable {
  /// Names the bitmap's file: rows from the top without padding, each pixel red, green, blue and alpha in one byte
  /// each, sRGB, colours multiplied by alpha.
  package var bitmap: ContentKey
  package var size: PixelSize
  /// Where its upper left pixel lies on the canvas; parts outside are not seen.
  package var x: Int
  package var y: Int
  /// Frames in which it is seen; may start before the first frame and end after the last.
  package var frames: FrameSpan
  /// Frames in which it comes, and goes.
  package var fadeIn: Int
  package var fadeOut: Int

  package init(
    bitmap: ContentKey, size: PixelSize, x: Int, y: Int, frames: FrameSpan, fadeIn: Int = 0,
    fadeOut: Int = 0
  ) {
    self.bitmap = bitmap
    self.size = size
    self.x = x
    self.y = y
    self.frames = frames
    self.fadeIn = fadeIn
    self.fadeOut = fadeOut
  }

  /// Bytes of the bitmap's file.
  package var byteCount: Int { 4 * size.pixelCount }

  /// How much of it is seen at `frame`, 0 (nothing) to 256.
  package func opacity(at frame: Int) -> Int {
    let index = frame - frames.start
    guard index >= 0, index < frames.count else { return 0 }
    let coming = fadeIn > 0 ? 256 * (index + 1) / (fadeIn + 1) : 256
    let going = fadeOut > 0 ? 256 * (frames.count - index) / (fadeOut + 1) : 256
    return min(coming, going, 256)
  }

  /// The same bitmap where frame `origin` is called frame 0.
  package func counted(from origin: Int) -> Overlay {
    var moved = self
    moved.frames.start -= origin
    return moved
  }

  /// False for what nobody can draw.
  package var isPossible: Bool {
    let sides = 1...Self.longestSide
    let places = -Self.longestSide...Self.longestSide
    return sides.contains(size.width) && sides.contains(size.height) && places.contains(x)
      && places.contains(y) && frames.count > 0 && fadeIn >= 0 && fadeOut >= 0
  }

  /// Pixels; no canvas is larger.
  package static let longestSide = 4096
}
