// SPDX-License-Identifier: GPL-3.0-or-later

/// The one coded form that all pieces of a film share, so that any group of pictures may follow any other.
package struct HouseFormat: Hashable, Sendable, Codable {
  package var canvas: PixelSize
  package var frameRate: Rational
  package var fit: Fit
  /// Constant rate factor of x264; may differ between pieces that join.
  package var quality: Int
  /// Which part stays of a picture that is cut to the canvas; nil for the middle.
  package var focus: Focus?
  /// SHA-256 of the colour table that all pictures went through; nil without one.
  package var look: String?

  package init(canvas: PixelSize, frameRate: Rational, fit: Fit = .blur, quality: Int = 20) {
    self.canvas = canvas
    self.frameRate = frameRate
    self.fit = fit
    self.quality = quality
  }

  /// True when pieces of both follow each other and look as made for each other; quality may differ.
  package func joins(_ other: HouseFormat) -> Bool {
    var alike = other
    alike.quality = quality
    return self == alike
  }

  /// For a first look: at most 540 lines, and coarser.
  package var draft: HouseFormat {
    var draft = self
    let short = min(canvas.width, canvas.height)
    if short > Self.draftLines {
      func scaled(_ side: Int) -> Int { max(2, side * Self.draftLines / short / 2 * 2) }
      draft.canvas = PixelSize(width: scaled(canvas.width), height: scaled(canvas.height))
    }
    draft.quality = max(quality, Self.draftQuality)
    return draft
  }

  private static let draftLines = 540
  private static let draftQuality = 26

  /// Longest distance between two IDR frames, in frames.
  package static let keyframeInterval = 12
}

/// What happens to a picture whose aspect is not the canvas'.
package enum Fit: String, Hashable, Sendable, Codable, CaseIterable {
  /// The whole picture over a blurred copy of itself.
  case blur
  /// The whole picture between black bars.
  case bars
  /// A part of the picture, filling the canvas.
  case crop
}

/// The part of a picture that a viewer sees where it is larger than the canvas, as it stands upright.
package enum Focus: String, Hashable, Sendable, Codable, CaseIterable {
  case center
  case top
  case bottom
  case left
  case right
}
