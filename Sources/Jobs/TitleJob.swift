// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Draws a text as a title that suits a canvas.
///
/// Output 0: the bitmap as `Media.Overlay` has it; nothing when the answer's size is nil.
package struct TitleJob: Job {
  package static let kind = JobKind.title

  /// As it is to be read: no markup, no control characters.
  package var text: String
  package var canvas: PixelSize

  package init(text: String, canvas: PixelSize) {
    self.text = text
    self.canvas = canvas
  }

  /// Bytes: more than two hundred characters of any script have, but for those with heaps of accents.
  package static let longestText = 8192

  /// What was drawn.
  package struct Answer: Codable, Sendable, Hashable {
    /// Nil when nothing of the text can be seen.
    package var size: PixelSize?
    /// Characters for which no font has a glyph, each once; they are left out.
    package var missing: [String]
    /// The text's end did not fit.
    package var isShortened: Bool

    package init(size: PixelSize?, missing: [String], isShortened: Bool) {
      self.size = size
      self.missing = missing
      self.isShortened = isShortened
    }
  }
}

extension JobKind {
  /// Folders whose files a worker may read while it does the job; what is given to it is open already.
  package var readableFolders: [String] {
    switch self {
    case .title: Self.fontFolders
    case .probe, .analyze, .music, .segment, .compose, .assemble, .check, .soundtrack, .compare,
      .verify, .click, .device, .preview:
      []
    }
  }

  /// The system's fonts, fontconfig's rules and its index of them, and where Thai words end.
  private static let fontFolders = [
    "/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig",
    "/var/cache/fontconfig", "/usr/share/libthai",
  ]
}
