// SPDX-License-Identifier: GPL-3.0-or-later

/// What a page can show of a film without playing it; empty where nothing could be taken from it.
package struct FilmPreview: Hashable, Sendable {
  /// JPEG files, one for each shot; an empty one where there is no picture.
  package var stills: [[UInt8]]
  /// Of each picture.
  package var size: PixelSize
  /// The largest sample of each of some parts of equal length, 0 to 1; empty without sound.
  package var peaks: [Double]

  package init(
    stills: [[UInt8]] = [], size: PixelSize = PixelSize(width: 0, height: 0), peaks: [Double] = []
  ) {
    self.stills = stills
    self.size = size
    self.peaks = peaks
  }

  /// What is to be taken from a film.
  package struct Wish: Hashable, Sendable, Codable {
    /// The pictures, as times in the film, in their order; the key frame at or before each is taken.
    package var times: [MediaTime]
    /// Of each picture, at most.
    package var pixels: Int
    /// Into how many parts of equal length the sound is divided.
    package var parts: Int

    package init(times: [MediaTime], pixels: Int, parts: Int) {
      self.times = times
      self.pixels = pixels
      self.parts = parts
    }
  }
}
