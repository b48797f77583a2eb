// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
package import Linux
package import Settings
package import Watching

/// What a drop folder says for all its projects, in `montaged.defaults.yaml`.
package struct DropDefaults: Sendable, Hashable {
  /// The file; nil when there is none.
  package let path: Path?
  /// What a config need not say; the general defaults without a file, and for a file with mistakes.
  package let config: MontageConfig
  /// The styles that lie beside the file, and those that come with the program.
  package let styles: StyleShelf
  /// What is wrong with the file: no film is made below it until that is mended.
  package let failure: MontageFailure?

  /// There is no such file.
  package static let none = DropDefaults(path: nil, config: MontageConfig())

  /// Reads the file among a drop folder's files; blocks.
  package init(in drop: Path, files: [ScannedFile]) {
    let names = files.filter { $0.kind == .defaults && $0.path.components.count == 1 }
      .map(\.path.name)
    self.init(in: drop, names: names)
  }

  /// Reads the nearest file in the folder itself or above it; blocks.
  package static func nearest(to folder: Path) -> DropDefaults {
    var place: Path? = absolute(folder)
    for _ in 0..<farthest {
      guard let folder = place else { break }
      // A folder on the way that may not be read is no drop folder of ours.
      let names = ((try? Directory.entries(folder)) ?? []).filter { $0.kind == .regular }.map(
        \.name)
      let found = names.filter(ConfigNames.isDefaults)
      if !found.isEmpty { return DropDefaults(in: folder, names: found) }
      place = folder.parent
    }
    return none
  }

  private init(in folder: Path, names: [[UInt8]]) {
    guard let name = names.first else {
      self = .none
      return
    }
    let path = folder.joining(name)
    let file = Path.display(name)
    guard names.count == 1 else {
      let all = names.map(Path.display).joined(separator: " and ")
      self.init(
        path: path, config: MontageConfig(),
        failure: MontageFailure(.configuration, "\(all) mean the same file; keep one"))
      return
    }
    do throws(MontageFailure) {
      let styles = StyleShelf.shipped.under(folder)
      let bytes = try Project.configBytes(path, named: file)
      do throws(ConfigError) {
        let config = try MontageConfig(defaultsFile: file, bytes: bytes, styles: styles)
        self.init(path: path, config: config, styles: styles)
      } catch {
        throw MontageFailure(.configuration, error.description)
      }
    } catch {
      self.init(path: path, config: MontageConfig(), failure: error)
    }
  }

  private init(
    path: Path?, config: MontageConfig, styles: StyleShelf = .shipped,
    failure: MontageFailure? = nil
  ) {
    self.path = path
    self.config = config
    self.styles = styles
    self.failure = failure
  }

  /// Sorts a scan's files to the projects that ask for films, and to those that only tried to.
  ///
  /// A folder whose only config has a wrong ending is a project without configs, so that somebody says so. With
  /// `auto: true` a folder with footage and exactly one song is a project too. The rest is unclaimed.
  package func projects(
    among files: [ScannedFile]
  ) -> (projects: [ProjectFolder], unclaimed: [ScannedFile]) {
    var (projects, rest) = ProjectFolder.find(in: files)
    let claimed = Set(projects.map(\.path))
    let others = files.filter { $0.kind == .other }
    guard config.isAutomatic || !others.isEmpty else { return (projects, rest) }
    let misnamed = Self.misnamed(in: others).filter { !claimed.contains($0.key) }
    guard config.isAutomatic || !misnamed.isEmpty else { return (projects, rest) }
    let meant = Set(misnamed.values.joined())
    // For a moment what was meant to be a config counts as one.
    let guessed = rest.map {
      meant.contains($0) ? ScannedFile(path: $0.path, kind: .config, status: $0.status) : $0
    }
    rest = []
    var found: [ProjectFolder] = []
    let (candidates, unclaimed) = ProjectFolder.find(in: guessed, songAlone: config.isAutomatic)
    for candidate in candidates {
      var project = candidate
      project.others += project.configs
      project.configs = []
      let isAsked = misnamed[project.path] != nil
      if isAsked || project.songs.count == 1 && !project.footage.isEmpty {
        found.append(project)
      } else {
        rest += project.cutLists + project.footage + project.music + project.others
      }
    }
    let known = claimed.union(found.map(\.path))
    // Inside another project, whose footage lies around it.
    for (folder, names) in misnamed where !known.contains(folder) {
      var project = ProjectFolder(path: folder)
      project.others = names
      found.append(project)
    }
    projects = (projects + found).sorted { $0.path < $1.path }
    return (projects, (unclaimed + rest).sorted { $0.path < $1.path })
  }

  /// Files whose names were meant to be those of configs, by their folders.
  private static func misnamed(in files: [ScannedFile]) -> [Path: [ScannedFile]] {
    let meant = files.filter { !ConfigNames(among: [$0.path.name]).problems.isEmpty }
    return Dictionary(grouping: meant) { $0.path.parent ?? Path(bytes: []) }
  }

  /// Absolute and without `.` and `..`, so that every folder above can be named.
  private static func absolute(_ folder: Path) -> Path {
    let base = Path(FileManager.default.currentDirectoryPath)
    let whole = folder.isAbsolute ? folder : base.joining(folder)
    var names: [[UInt8]] = []
    for name in whole.components where name != Array(".".utf8) {
      if name == Array("..".utf8) { _ = names.popLast() } else { names.append(name) }
    }
    return names.reduce(Path("/")) { $0.joining($1) }
  }

  /// Folders to look into, the project's own among them: farther away it is somebody else's.
  private static let farthest = 8
}
