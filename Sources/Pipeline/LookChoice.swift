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
    let bytes: [UInt8]
    do throws(SystemError) {
      let file = try OpenFile(path, in: project.folder)
      bytes = try file.bytes(at: 0, count: longest + 1)
    } catch {
      throw MontageFailure(reading: path, error)
    }
    guard bytes.count <= longest else {
      throw MontageFailure(
        .input, "\(path.display): longer than 16 MiB, as no table of colours is; export it smaller")
    }
    var digest = SHA256()
    digest.update(bytes)
    return (path, digest.hexadecimal())
  }

  /// Whether files of that name are tables of colours.
  static func mayBeTable(_ name: [UInt8]) -> Bool {
    String(decoding: name, as: UTF8.self).lowercased().hasSuffix(".cube")
  }

  /// Bytes; the largest tables in use have less.
  private static let longest = 16 << 20

  /// Bytes first, then folded case, as for songs.
  private static func find(
    _ name: String, by config: String, in files: ProjectFolder
  ) throws(MontageFailure) -> Path {
    let wanted = files.path.joining(Path(name))
    if let file = files.others.first(where: { $0.path == wanted }) { return file.path }
    let alike = files.others.filter { fold($0.path) == fold(wanted) }
    guard let file = alike.first, alike.count == 1 else {
      throw MontageFailure(
        .missing,
        "\(config): the table \(Path(name)) is not in the folder; "
          + "copy it there, or correct the line lut:")
    }
    return file.path
  }

  private static func fold(_ path: Path) -> String {
    String(decoding: path.bytes, as: UTF8.self).lowercased()
  }
}
