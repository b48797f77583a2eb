// SPDX-License-Identifier: GPL-3.0-or-later

/// What of a drop folder is for whom: its page is for everybody who gets into it, a project's page for who gets into that.
extension FolderStatus {
  /// Without the projects and files that not everybody may see; which folders they are in is left out, too.
  package var common: FolderStatus {
    guard let privateFolders else { return self }
    func isPrivate(_ path: String) -> Bool {
      privateFolders.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
    var folder = self
    for project in projects where isPrivate(project.path) { folder.clips.subtract(project.clips) }
    folder.projects.removeAll { isPrivate($0.path) }
    folder.files.removeAll { isPrivate($0.path) }
    folder.privateFolders = folder.projects.count < projects.count ? [] : nil
    return folder
  }

  /// Nothing but one of its projects, as if that were a drop folder.
  package func alone(_ project: ProjectStatus) -> FolderStatus {
    var folder = FolderStatus(path: path + "/" + project.path)
    folder.state = state
    folder.reason = reason
    folder.pausedBy = pausedBy
    folder.pausedUntil = pausedUntil
    folder.clips = project.clips
    folder.projects = [project]
    folder.projects[0].path = ""
    folder.files = files.filter { $0.path.hasPrefix(project.path + "/") }.map { file in
      var file = file
      file.path = String(file.path.dropFirst(project.path.count + 1))
      return file
    }
    return folder
  }
}

extension FolderStatus.Clips {
  fileprivate mutating func subtract(_ other: FolderStatus.Clips) {
    total -= other.total
    measured -= other.measured
    waiting -= other.waiting
    settling -= other.settling
    unusable -= other.unusable
  }
}
