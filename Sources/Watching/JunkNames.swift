// SPDX-License-Identifier: GPL-3.0-or-later

/// Names that are never footage, whatever is in them.
///
/// A copy in progress is only junk until it is renamed: the rename to the final name is what counts.
enum JunkNames {
  /// `name` is folded.
  static func containFile(_ name: [UInt8]) -> Bool {
    guard let first = name.first else { return true }
    // Hidden names: rsync's temporary files, `._` twins of macOS, Syncthing's, our own.
    return first == UInt8(ascii: ".") || files.contains { $0.matches(folded: name) }
  }

  /// `name` is folded.
  static func containFolder(_ name: [UInt8]) -> Bool {
    guard let first = name.first else { return true }
    return hiddenMarks.contains(first) || folders.contains { $0.matches(folded: name) }
  }

  /// Hidden, Synology's and QNAP's `@` and `#`, Windows' `$`.
  private static let hiddenMarks = Set(".@#$".utf8)

  private static let files: [NamePattern] = [
    // Copies in progress: WinSCP, browsers, rclone, torrents, aria2, Nextcloud, Syncthing, Office.
    "*.filepart", "*.part", "*.partial", "*.crdownload", "*.opdownload", "*.aria2", "*.!qb",
    "*.!sync", "*.tmp", "*~", "~$*", "~syncthing~*", "*.~*",
    // Clutter.
    "thumbs.db", "desktop.ini", "icon\r", "*.db",
    // Cameras: low-resolution copies and notes beside the clip.
    "*.lrv", "*.lrf", "lrv_*", "*.thm", "*.srt", "*.glv", "*.scr", "*.xml", "*.cpi", "*.mpl",
    "*.bdm", "*.moi", "*.pgi", "*.ifo", "*.bup",
    // Our own notes.
    "status.html", "status.txt", "*.failed.txt", "pause",
  ].map { NamePattern($0) }

  private static let folders: [NamePattern] = [
    "eadir", "~snapshot", "lost+found", "system volume information", "__macosx", "*.download",
    "~syncthing~*",
  ].map { NamePattern($0) }
}
