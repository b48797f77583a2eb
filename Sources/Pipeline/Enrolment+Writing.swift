// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

extension Enrolment {
  /// Writes what is new or changed, each file in one step; nothing at all when something is left to people.
  package func write() throws(MontageFailure) {
    precondition(isClear, "what is left to people is not written")
    for file in files where file.state != .present { try write(file) }
  }

  private func write(_ file: PlannedFile) throws(MontageFailure) {
    let named = root.joining(file.path)
    do throws(SystemError) {
      // A link stays a link: what it leads to is replaced.
      let path = (try? named.resolved()) ?? named
      guard let folder = path.parent else { return }
      try Self.makeAll(folder)
      let old = try? FileStatus.read(path, followingLinks: true)
      var output = try OutputFile.create(in: folder, permissions: old?.permissions ?? 0o644)
      try output.write(file.content)
      let new = try output.status()
      if let old, old.user != new.user || old.group != new.group {
        try output.give(to: old.user, group: old.group)
      }
      try output.publish(as: path.name, replacing: old != nil)
    } catch {
      let failure = MontageFailure(writing: named, error)
      throw error.isPermission
        ? MontageFailure(.permission, "\(named): may not be written (\(error.reason)); use sudo")
        : failure
    }
  }

  /// Everybody may look into folders of settings.
  private static func makeAll(_ folder: Path) throws(SystemError) {
    if let status = try? FileStatus.read(folder, followingLinks: true), status.kind == .directory {
      return
    }
    if let parent = folder.parent { try makeAll(parent) }
    try Directory.make(folder, permissions: 0o755)
  }
}
