// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Decides when a title is seen, and where on the canvas.
package struct TitleRule: Sendable {
  private let frameRate: Rational
  private let frameCount: Int
  /// Frames of the film, increasing.
  private let beats: [Int]

  package init(_ film: Timeline, beats: [Int]) {
    frameRate = film.frameRate
    frameCount = film.frameCount
    self.beats = beats
  }

  /// A title from the first frame to a beat, or from a beat to the last frame; `length` is about how long.
  package func span(atEnd: Bool, length: MediaTime? = nil) -> FrameSpan {
    let wanted = frames(length ?? Self.usualLength)
    guard wanted < frameCount else { return FrameSpan(start: 0, count: frameCount) }
    guard atEnd else { return FrameSpan(start: 0, count: beat(near: wanted, length: wanted)) }
    let start = beat(near: frameCount - wanted, length: wanted)
    return FrameSpan(start: start, count: frameCount - start)
  }

  /// The bitmap in the middle of the canvas, coming and going softly.
  package func overlay(
    _ bitmap: ContentKey, size: PixelSize, canvas: PixelSize, frames span: FrameSpan
  ) -> Overlay {
    let fade = min(frames(Self.fade), span.count / 4)
    return Overlay(
      bitmap: bitmap, size: size, x: Self.middle(canvas.width, size.width),
      y: Self.middle(canvas.height, size.height), frames: span, fadeIn: fade, fadeOut: fade)
  }

  /// The beat nearest to `frame` if one is near, else `frame` itself.
  private func beat(near frame: Int, length: Int) -> Int {
    let near = beats.filter { abs($0 - frame) <= length / 3 && $0 > 0 && $0 < frameCount }
    return near.min { (abs($0 - frame), $0) < (abs($1 - frame), $1) } ?? frame
  }

  private func frames(_ time: MediaTime) -> Int { time.frame(at: frameRate) }

  /// Even, because colours have half as many pixels.
  private static func middle(_ whole: Int, _ part: Int) -> Int { (whole - part) / 2 & ~1 }

  private static let usualLength = MediaTime(seconds: 3)
  private static let fade = MediaTime(seconds: 0.3)
}
