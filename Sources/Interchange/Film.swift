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

  package init(
    name: String, planID: String, timeline: Timeline, sources: [MediaFile], beatFrames: [Int] = []
  ) {
    self.name = name
    self.planID = planID
    self.timeline = timeline
    self.sources = sources
    self.beatFrames = beatFrames
  }

  /// The file of a clip or of the song; a nameless one when the list lacks it.
  func file(_ content: ContentKey) -> MediaFile {
    sources.first { $0.content == content } ?? MediaFile(content: content, path: content.text)
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
