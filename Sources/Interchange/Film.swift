// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// A film as its documents describe it; paths are relative to the documents' folder.
package struct Film: Hashable, Sendable {
  package var name: String
  package var planID: String
  package var timeline: Timeline
  /// Every content that the timeline names.
  package var sources: [MediaFile]
  /// Frames of the film on which a beat stands.
  package var beatFrames: [Int]
  /// What editors may play in place of a clip's source, by the frame of the film at which the clip starts.
  package var proxies: [Int: Proxy]
  /// Footage of which nothing can be heard: editors refuse such a clip on a track of sound.
  package var mute: Set<ContentKey>

  package init(
    name: String, planID: String, timeline: Timeline, sources: [MediaFile], beatFrames: [Int] = [],
    proxies: [Int: Proxy] = [:], mute: Set<ContentKey> = []
  ) {
    self.name = name
    self.planID = planID
    self.timeline = timeline
    self.sources = sources
    self.beatFrames = beatFrames
    self.proxies = proxies
    self.mute = mute
  }

  /// The file of a clip or of the song; a nameless one when the list lacks it.
  func file(_ content: ContentKey) -> MediaFile {
    sources.first { $0.content == content } ?? MediaFile(content: content, path: content.text)
  }
}

/// A file in the film's own format that shows all frames of a clip one after the other.
package struct Proxy: Hashable, Sendable {
  /// Absolute, not escaped.
  package var path: String
  /// Which frames of the source its own would be, if all of it went on as the clip does; may begin before the source.
  package var frames: FrameSpan

  package init(path: String, frames: FrameSpan) {
    self.path = path
    self.frames = frames
  }

  /// The proxy for frames of a source, if a piece holds them all in one span; `path` is the piece's file.
  package init?(of frames: FrameSpan, in piece: Piece, path: String) {
    let span = piece.spans.first { $0.frames.start <= frames.start && frames.end <= $0.frames.end }
    guard let span else { return nil }
    self.init(
      path: path,
      frames: FrameSpan(
        start: span.frames.start - span.offset,
        count: piece.spans.reduce(0) { $0 + $1.frames.count }))
  }
}

/// One file that a film is made of.
package struct MediaFile: Hashable, Sendable {
  package var content: ContentKey
  /// Such as `../DCIM/GX010023.MP4`, not escaped.
  package var path: String
  /// From the first displayed frame to the end; nil when it is not known.
  package var duration: MediaTime?

  package init(content: ContentKey, path: String, duration: MediaTime? = nil) {
    self.content = content
    self.path = path
    self.duration = duration
  }

  /// The path as somebody in the project folder sees it, one level above the documents.
  var place: String { path.hasPrefix("../") ? String(path.dropFirst(3)) : path }

  /// The path's last part.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
