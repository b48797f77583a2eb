// SPDX-License-Identifier: GPL-3.0-or-later

/// What a file in a drop folder is for, judged by its name alone.
package enum FileKind: String, Hashable, Sendable {
  case footage
  case music
  /// `montage.yaml` or `NAME.montage.yaml`.
  case config
  /// `montaged.defaults.yaml`, for every project of the drop folder.
  case defaults
  /// `NAME.cuts.yaml`, a montage's list of cuts, which its owner may edit.
  case cuts
  /// A film in a folder of results.
  case film
  /// Copies in progress, clutter of systems and cameras, and our own notes: not worth a word.
  case junk
  case other

  package init(name: [UInt8]) {
    let folded = NamePattern.folded(name)
    self =
      if JunkNames.containFile(folded) {
        .junk
      } else if FileKind.configNames.contains(where: { $0.matches(folded: folded) }) {
        .config
      } else if FileKind.defaultsNames.contains(where: { $0.matches(folded: folded) }) {
        .defaults
      } else if FileKind.cutList.matches(folded: folded) {
        .cuts
      } else {
        FileKind.byExtension(folded)
      }
  }

  private static func byExtension(_ name: [UInt8]) -> FileKind {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return .other }
    let ending = String(decoding: name[(dot + 1)...], as: UTF8.self)
    if footageExtensions.contains(ending) { return .footage }
    return musicExtensions.contains(ending) ? .music : .other
  }

  private static let configNames = [
    "montage.yaml", "*.montage.yaml", "montage.yml", "*.montage.yml",
  ]
  .map { NamePattern($0) }
  private static let defaultsNames = ["montaged.defaults.yaml", "montaged.defaults.yml"]
    .map { NamePattern($0) }
  private static let cutList = NamePattern("*.cuts.yaml")

  /// Containers that cameras, phones and editors write.
  private static let footageExtensions: Set<String> = [
    "mp4", "m4v", "mov", "qt", "3gp", "3g2", "mkv", "webm", "avi", "mts", "m2ts", "m2t", "ts",
    "mxf", "mpg", "mpeg", "dv", "vob", "mod", "tod", "wmv", "asf", "ogv", "flv",
  ]

  private static let musicExtensions: Set<String> = [
    "mp3", "m4a", "aac", "flac", "wav", "ogg", "oga", "opus", "aif", "aiff", "aifc", "mka", "caf",
    "wv",
  ]

  /// Containers with neither length nor end mark, so that a half-copied file looks like a whole one.
  package static func isOpenEnded(name: [UInt8]) -> Bool {
    ["*.mts", "*.m2ts", "*.m2t", "*.ts", "*.mpg", "*.mpeg", "*.vob", "*.mod", "*.tod", "*.dv"]
      .contains { NamePattern($0).matches(name) }
  }
}
