// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Settings
internal import Watching

/// Which of a project's files is the song.
enum SongChoice {
  /// The file that the config names, else the only one beside the config.
  static func song(
    named name: String?, for config: ConfigName, in files: ProjectFolder
  ) throws(MontageFailure) -> ScannedFile {
    let file = Path.display(config.file)
    if let name { return try named(name, by: file, in: files) }
    let songs = files.songs
    guard let song = songs.first else {
      throw MontageFailure(
        .missing, "\(file): there is no song; put one music file beside it")
    }
    guard songs.count == 1 else {
      throw MontageFailure(
        .configuration,
        "\(file): there are \(songs.count) songs (\(list(songs))); "
          + "name one in it, such as music: \(Path.display(song.path.name))")
    }
    return song
  }

  /// Bytes first, then folded case: a config written on one system names files of another.
  ///
  /// A named file may be of any kind: a video has sound, and the decoder knows more than endings do.
  private static func named(
    _ name: String, by config: String, in files: ProjectFolder
  ) throws(MontageFailure) -> ScannedFile {
    let candidates = files.music + files.footage + files.others
    let wanted = files.path.joining(Path(name))
    if let song = candidates.first(where: { $0.path == wanted }) { return song }
    let folded = wanted.folded
    let alike = candidates.filter { $0.path.folded == folded }
    guard let song = alike.first else {
      let songs = files.songs.isEmpty ? "copy it there" : "the songs there are \(list(files.songs))"
      throw MontageFailure(
        .missing,
        "\(config): the song \(Path(name)) is not in the folder; "
          + "\(songs), or correct the line music:")
    }
    guard alike.count == 1 else {
      throw MontageFailure(
        .configuration,
        "\(config): \(list(alike)) differ only in case or accents; "
          + "write the song's name exactly, or rename one")
    }
    return song
  }

  /// The first few names.
  private static func list(_ files: [ScannedFile]) -> String {
    let names = files.prefix(4).map { Path.display($0.path.name) }.joined(separator: ", ")
    return files.count > 4 ? names + " and more" : names
  }
}
