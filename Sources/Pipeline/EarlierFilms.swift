// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
internal import Media
internal import Planning
internal import Settings

/// What earlier films of a project show of its footage, so that a new one shows something else first.
///
/// Earlier are the films of other configs whose first publication came before that of this one: so the first film never
/// makes way for a later one, and what is made again comes out equal. What they show, the lists of shots beside them tell;
/// a film that was deleted is forgotten.
struct EarlierFilms {
  /// By the file's path in the project, in times of the file.
  private(set) var shown: [String: [TimeRange]] = [:]

  /// Blocks while it reads the lists.
  init(
    than name: ConfigName, _ config: MontageConfig, in project: Path, by ledger: Ledger
  ) throws(CatalogError) {
    let own = Set(Edition.all(of: name.montage, config).map(\.name))
    for montage in try ledger.montages(of: project.bytes) {
      if own.contains(montage) { break }
      guard MontageFolder(standingIn: project, name: montage).hasFilm,
        let list = ShotSheet.list(besideFilm: montage, in: project)
      else { continue }
      add(list)
    }
  }

  private mutating func add(_ list: ShotList) {
    for (shot, end) in list.spans {
      let length = max(end - shot.start, .zero)
      shown[shot.file, default: []].append(
        TimeRange(start: shot.sourceStart, end: shot.sourceStart + length))
    }
  }
}
