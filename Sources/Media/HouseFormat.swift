// SPDX-License-Identifier: GPL-3.0-or-later

/// The one coded form that all pieces of a film share, so that any group of pictures may follow any other.
package struct HouseFormat: Hashable, Sendable, Codable {
  package var canvas: PixelSize
  package var frameRate: Rational
  package var fit: Fit
  /// Constant rate factor of x264; may differ between pieces that join.
  package var quality: Int

  package init(canvas: PixelSize, frameRate: Rational, fit: Fit = .blur, quality: Int = 20) {
    self.canvas = canvas
    self.frameRate = frameRate
    self.fit = fit
    self.quality = quality
  }

  /// Longest distance between two IDR frames, in frames.
  package static let keyframeInterval = 12
}

/// What happens to a picture whose aspect is not the canvas'.
package enum Fit: String, Hashable, Sendable, Codable, CaseIterable {
  /// The whole picture over a blurred copy of itself.
  case blur
  /// The whole picture between black bars.
  case bars
  /// The middle of the picture, filling the canvas.
  case crop
}
