// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Takes small pictures and the loudness over time out of a finished film, for the page beside it.
///
/// Input 0: the film; output 0: the pictures as JPEG files, one right after the other.
package struct PreviewJob: Job {
  package static let kind = JobKind.preview

  package var wish: FilmPreview.Wish

  package init(_ wish: FilmPreview.Wish) { self.wish = wish }

  /// More pictures, pixels or parts than these nobody looks at.
  package static let mostPictures = 1000
  package static let mostPixels = 1 << 18
  package static let mostParts = 10_000

  /// What was found.
  package struct Answer: Codable, Sendable {
    /// Bytes of each picture, in the order of the times; 0 where there is none.
    package var byteCounts: [Int]
    package var size: PixelSize
    /// The largest sample of each part, 0 to 1; empty for a silent film.
    package var peaks: [Double]

    package init(byteCounts: [Int], size: PixelSize, peaks: [Double]) {
      self.byteCounts = byteCounts
      self.size = size
      self.peaks = peaks
    }
  }
}
