// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Settings
internal import Watching

/// Which of a project's files is the song.
enum SongChoice {
  /// The file that the config names, else the only one beside the config.
  static func song(
    named name: String?, in files: ProjectFolder
  ) throws(MontageFailure) -> ScannedFile {
    if let name { return try named(name, in: files) }
    let songs = files.songs
    guard let song = songs.first else {
      throw MontageFailure(
        .missing, "there is no song; put one music file beside the config")
    }
    guard songs.count == 1 else {
      let names = songs.prefix(4).map { Path.display($0.path.name) }.joined(separator: ", ")
      throw MontageFailure(
        .configuration,
        "there are \(songs.count) songs (\(names)); name one in the config: music: \(Path.display(song.path.name))"
      )
    }
    return song
  }

  /// Bytes first, then folded case: a config written on one system names files of another.
  private static func named(
    _ name: String, in files: ProjectFolder
  ) throws(MontageFailure) -> ScannedFile {
    let wanted = Path(name)
    let relative = wanted.relative(to: files.path) ?? files.path.joining(wanted)
    if let song = files.music.first(where: { $0.path == relative }) { return song }
    let folded = fold(relative.bytes)
    let alike = files.music.filter { fold($0.path.bytes) == folded }
    guard let song = alike.first else {
      throw MontageFailure(
        .missing,
        "the config names the song \(Path.display(wanted.bytes)), which is not in the folder; copy it there or correct the line music:"
      )
    }
    guard alike.count == 1 else {
      throw MontageFailure(
        .configuration,
        "the names \(alike.map { Path.display($0.path.bytes) }.joined(separator: " and ")) differ only in case; write the song's name exactly"
      )
    }
    return song
  }

  private static func fold(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased()
  }
}
