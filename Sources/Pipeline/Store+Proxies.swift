// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Interchange
internal import Linux
internal import Media

extension Store {
  /// What editors may play in place of the clips' sources: the pieces that hold all frames of a clip in a row, and
  /// those of its transitions; of several the first.
  func proxies(for film: Timeline, in pieces: [StoredPiece]) -> [Int: Proxy] {
    guard let here = try? Path.workingFolder(shownAs: nil) else { return [:] }
    let bySource = Dictionary(grouping: pieces, by: \.piece.source)
    var proxies: [Int: Proxy] = [:]
    for clip in film.clips {
      let frames = film.shownFrames(of: clip)
      proxies[clip.timelineStart] =
        bySource[clip.content]?.lazy.compactMap { stored in
          // What is no text is no URL.
          String(validating: self.path(of: stored.file).absolute(from: here).bytes, as: UTF8.self)
            .flatMap { Proxy(of: frames, in: stored.piece, path: $0) }
        }.first
    }
    return proxies
  }
}

extension Timeline {
  /// The frames of a clip's source that are seen, also where it comes or goes softly.
  fileprivate func shownFrames(of clip: Clip) -> FrameSpan {
    let end = clip.timelineEnd
    let before = transitions.first { $0.cut == clip.timelineStart }?.before ?? 0
    let after = transitions.first { $0.cut == end }?.after ?? 0
    return FrameSpan(
      start: clip.source.start - before, count: before + clip.source.count + after)
  }
}
