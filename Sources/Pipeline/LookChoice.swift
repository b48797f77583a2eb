// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
internal import Linux
internal import Settings
internal import Watching

/// The table of colours that a config names: a file beside it, and no other.
enum LookChoice {
  /// The file's path in the project and SHA-256 of its bytes; nil when the config names none.
  static func table(
    named name: String?, for config: ConfigName, in project: Project
  ) throws(MontageFailure) -> (path: Path, digest: String)? {
    guard let name else { return nil }
    let path = try find(name, by: Path.display(config.file), in: project.files)
    let bytes = try OpenFile.bytes(
      of: path, in: project.folder, limit: longest,
      orElse: "longer than 16 MiB, as no table of colours is; export it smaller")
    return (path, SHA256.hexadecimal(of: bytes))
  }

  /// Whether files of that name are tables of colours.
  static func mayBeTable(_ file: Path) -> Bool { file.folded.hasSuffix(".cube") }

  /// Bytes; the largest tables in use have less.
  private static let longest = 16 << 20

  /// Bytes first, then folded case, as for songs.
  private static func find(
    _ name: String, by config: String, in files: ProjectFolder
  ) throws(MontageFailure) -> Path {
    let wanted = files.path.joining(Path(name))
    if let file = files.others.first(where: { $0.path == wanted }) { return file.path }
    let folded = wanted.folded
    let alike = files.others.filter { $0.path.folded == folded }
    guard let file = alike.first, alike.count == 1 else {
      throw MontageFailure(
        .missing,
        "\(config): the table \(Path(name)) is not in the folder; "
          + "copy it there, or correct the line lut:")
    }
    return file.path
  }
}
