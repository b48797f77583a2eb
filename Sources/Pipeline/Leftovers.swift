// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Temporary files of processes that were killed before they could remove them.
enum Leftovers {
  /// Younger ones may belong to a process that is still at work: no film takes longer.
  private static let hours: Int64 = 24

  /// Removes those in a folder.
  static func remove(from folder: Path, at now: Int64 = .now) throws(SystemError) {
    for entry in try Directory.entries(folder)
    where entry.kind == .regular && OutputFile.isTemporaryName(entry.name) {
      let path = folder.joining(entry.name)
      guard let status = try? FileStatus.read(path) else { continue }
      if now - status.modified / 1_000_000 > hours * 3_600_000 { try Directory.remove(path) }
    }
  }
}
