// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
package import Media
internal import Settings

/// What a film that stands in a project shows of one of its files, or why it shows nothing: as the list beside it says.
package struct FilmMention: Hashable, Sendable {
  /// The film's name, without its ending.
  package let film: String
  /// In the order of the film.
  package let shots: [Shot]
  /// Nil where the film shows the file.
  package let whyNot: String?

  /// One appearance.
  package struct Shot: Hashable, Sendable {
    /// From when to when in the film.
    package let start: MediaTime
    package let end: MediaTime
    /// From where in the file.
    package let sourceStart: MediaTime
    package let reason: String
  }

  /// By the films' names; empty for a file that no film has heard of.
  ///
  /// Blocks while it reads the lists.
  package static func all(of file: Path) -> [FilmMention] {
    var project = file.parent
    while let folder = project {
      if let name = file.relative(to: folder)?.exact {
        let mentions = films(in: folder).compactMap { FilmMention(of: name, $0, in: folder) }
        if !mentions.isEmpty { return mentions }
      }
      project = folder.parent
    }
    return []
  }

  private static func films(in project: Path) -> [String] {
    let folder = project.joining(MontageFolder.folderName)
    let suffix = ".\(ShotSheet.suffix)"
    return ((try? Directory.entries(folder)) ?? []).compactMap { entry in
      let name = String(decoding: entry.name, as: UTF8.self)
      return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : nil
    }.sorted()
  }

  private init?(of name: String, _ film: String, in project: Path) {
    guard let list = ShotSheet.list(besideFilm: film, in: project) else { return nil }
    self.film = film
    shots = list.spans.filter { $0.shot.file == name }.map { shot, end in
      Shot(start: shot.start, end: end, sourceStart: shot.sourceStart, reason: shot.remark)
    }
    whyNot = shots.isEmpty ? list.whyNot(name) : nil
    if shots.isEmpty && whyNot == nil { return nil }
  }
}
