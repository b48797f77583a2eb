// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// A folder with a config, and the files that are its own.
package struct ProjectFolder: Hashable, Sendable {
  /// From the drop folder; empty when the drop folder itself is the project.
  package let path: Path
  /// Directly in the folder, sorted.
  package var configs: [ScannedFile] = []
  /// In its `montages` folder.
  package var cutLists: [ScannedFile] = []
  /// In its `montages` folder.
  package var films: [ScannedFile] = []
  /// At any depth, except below a nested project.
  package var footage: [ScannedFile] = []
  /// At any depth, except below a nested project.
  package var music: [ScannedFile] = []
  /// Of no known kind.
  package var others: [ScannedFile] = []

  package init(path: Path) { self.path = path }

  /// Music directly in the folder: the only one is the song when the config names none.
  package var songs: [ScannedFile] { music.filter { $0.path.parentFolder == path } }

  /// The film of this name, where it stands in its place.
  package func film(_ name: String) -> ScannedFile? {
    let place = path.joining(FolderRule.resultsName).joining("\(name).mp4")
    return films.first { $0.path == place }
  }

  /// Sorts a scan's files to the nearest project above each; with `songAlone` a song makes a project too.
  ///
  /// `unclaimed` are the files above which there is no config.
  package static func find(
    in files: [ScannedFile], songAlone: Bool = false
  ) -> (projects: [ProjectFolder], unclaimed: [ScannedFile]) {
    let makers = files.filter { $0.kind == .config || songAlone && $0.kind == .music }
    var projects: [Path: ProjectFolder] = [:]
    for path in makers.map(\.path.parentFolder) { projects[path] = ProjectFolder(path: path) }
    var unclaimed: [ScannedFile] = []
    // Files come by path, so that most lie where the one before lay.
    var last: (folder: ArraySlice<UInt8>, owner: Path?)?
    for file in files {
      let end = file.path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0
      let folder = file.path.bytes[..<end]
      if last?.folder != folder {
        last = (folder, owner(of: Path(bytes: Array(folder)), among: projects))
      }
      if let owner = last?.owner { projects[owner]?.add(file) } else { unclaimed.append(file) }
    }
    return (projects.values.sorted { $0.path < $1.path }, unclaimed)
  }

  /// The nearest project at or above a folder.
  private static func owner(of folder: Path, among projects: [Path: ProjectFolder]) -> Path? {
    var folder: Path? = folder
    while let path = folder, projects[path] == nil {
      folder = path.bytes.isEmpty ? nil : path.parentFolder
    }
    return folder
  }

  private mutating func add(_ file: ScannedFile) {
    switch file.kind {
    case .config: configs.append(file)
    case .cuts: cutLists.append(file)
    case .film: films.append(file)
    case .footage: footage.append(file)
    case .music: music.append(file)
    case .defaults, .junk, .other: others.append(file)
    }
  }
}

extension Path {
  /// The folder of a path from a drop folder; empty for the drop folder itself.
  var parentFolder: Path { parent ?? Path(bytes: []) }
}
