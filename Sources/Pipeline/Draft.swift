// SPDX-License-Identifier: GPL-3.0-or-later

internal import Interchange
internal import Linux
package import Media
package import Planning
package import Settings

/// Everything decided about a montage before a frame is encoded.
package struct Draft: Sendable {
  package let name: String
  package let config: MontageConfig
  package let format: HouseFormat
  package let plan: Plan
  /// The project folder.
  let folder: Path
  let song: Song
  let footage: [Ingest.Footage]
  let title: Title?
  /// The table of colours, by its path in the project.
  let table: Path?
  /// The film is made by a cut list that somebody changed.
  let isEdited: Bool
  /// Files that cannot be used, and what to do about each.
  package let rejected: [Unused]
  /// Files that could be used and are not: excluded by the config, or not needed.
  package let leftOut: [Unused]

  /// What should be known of the film, in sentences.
  package var notes: [String] { plan.notes + warnings }

  /// What an administrator should know.
  package let warnings: [String]

  /// A bitmap, and where and when it is seen.
  struct Title: Sendable {
    var overlay: Overlay
    var file: OpenFile
  }

  /// The song with its measures.
  struct Song: Sendable {
    var path: Path
    var content: ContentKey
    var analysis: MusicAnalysis
    /// Where its beats come from, if not from it.
    var notes: [String] = []
  }

  /// Files of the folder that are not in the film, and why.
  package var unused: [Unused] { rejected + leftOut }

  /// A file that is not in the film.
  package struct Unused: Sendable, Hashable {
    /// Its path in the project; not escaped.
    package var source: String
    package var reason: String
  }

  /// Equal for films that would come out equal.
  var identity: String {
    // What is not asked for adds nothing, so that films of before are known again.
    let additions = [format.focus?.rawValue, format.look, title?.overlay.words].compactMap(\.self)
    let parts = [
      plan.planID, "\(format.canvas)", "\(format.frameRate)", format.fit.rawValue,
      "\(format.quality)",
    ]
    return (parts + additions).joined(separator: " ")
  }

  /// The film as it is rendered.
  var composed: ComposedFilm {
    ComposedFilm(
      plan.timeline, overlays: title.map { [$0.overlay] } ?? [], name: \.contentKey)
  }

  /// The path of a clip's source in the project; not escaped.
  package func source(of clip: Clip) -> String {
    footage.first { $0.content == clip.content }?.path.exact ?? clip.content.text
  }

  /// The path of the song in the project; not escaped.
  package var songSource: String { song.path.exact }

  /// The film as editors and the report need it.
  var film: Film {
    let clips = footage.map {
      MediaFile(content: $0.content, path: "../" + $0.path.exact, duration: $0.analysis.duration)
    }
    let sound = MediaFile(
      content: song.content, path: "../" + song.path.exact, duration: song.analysis.duration)
    return Film(
      name: name, planID: plan.planID, timeline: plan.timeline, sources: clips + [sound],
      beatFrames: beatFrames)
  }

  private var beatFrames: [Int] { song.analysis.beatFrames(of: plan.timeline) }

  /// What the report tells beyond the film; `more` came up while it was made.
  func facts(more: [String] = []) -> ReportFacts {
    ReportFacts(
      canvas: format.canvas, cutErrors: plan.accuracy.map(\.errorMilliseconds),
      unused: unused.map { UnusedFile(name: $0.source, reason: $0.reason) },
      notes: notes + more, sections: song.analysis.sections(in: plan.timeline))
  }

  /// What came up while the film was made, one sentence each.
  func notes(on film: FilmMaker.Film) -> [String] {
    let seen = Set(plan.timeline.clips.map(\.content))
    let pictures = footage.flatMap { file in
      var hardship = film.hardships[file.content] ?? file.hardship
      hardship.reading = max(hardship.reading, file.hardship.reading)
      return hardship.sentences(about: file.path.display, isSeen: seen.contains(file.content))
    }
    return pictures + soundNotes(on: film)
  }

  private func soundNotes(on film: FilmMaker.Film) -> [String] {
    (film.sound?.unreadable ?? []).map { content in
      let name = footage.first { $0.content == content }?.path.display ?? content.text
      return "The sound of \(name) cannot be read and is left out; convert the file to hear it."
    }
  }
}

extension MusicAnalysis {
  /// Frames of the film that lie on a beat.
  func beatFrames(of film: Timeline) -> [Int] {
    guard let start = film.soundtrack?.start else { return [] }
    return beats.map { ($0.time - start).frame(at: film.frameRate) }
      .filter { (0..<film.frameCount).contains($0) }
  }

  /// What is heard of the song's sections, in times of the film.
  func sections(in film: Timeline) -> [Section] {
    guard let start = film.soundtrack?.start else { return [] }
    return sections.compactMap { section in
      let first = max(section.range.start - start, .zero)
      let end = min(section.range.end - start, film.duration)
      return first < end
        ? Section(
          range: TimeRange(start: first, end: end), energy: section.energy, label: section.label)
        : nil
    }
  }
}

extension Overlay {
  /// Tells it from others.
  fileprivate var words: String {
    "\(bitmap) \(x) \(y) \(frames.start) \(frames.count) \(fadeIn) \(fadeOut)"
  }
}
