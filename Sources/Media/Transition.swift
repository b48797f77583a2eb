// SPDX-License-Identifier: GPL-3.0-or-later

/// How one clip of a film becomes the next without a hard cut; the film's length and its cuts stay as they are.
package struct Transition: Hashable, Sendable, Codable {
  /// The frame of the film at which the next clip starts.
  package var cut: Int
  package var kind: Kind
  /// Frames that are touched before the cut, and from the cut on.
  package var before: Int
  package var after: Int

  package init(cut: Int, kind: Kind, before: Int, after: Int) {
    self.cut = cut
    self.kind = kind
    self.before = before
    self.after = after
  }

  package var frameCount: Int { before + after }

  /// First frame of the film that is touched, and the frame after the last.
  package var start: Int { cut - before }
  package var end: Int { cut + after }

  /// What is seen between two clips.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Both pictures, the old one going, the new one coming: needs frames beyond the clips' own.
    case dissolve
    /// The old picture darkens to black, then the new one comes out of it.
    case dip
    /// The same through white.
    case dipToWhite = "dip-to-white"
  }
}
