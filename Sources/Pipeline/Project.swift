// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
package import Settings
package import Watching

/// A project folder as it was when it was looked at.
package struct Project: Sendable {
  package let folder: Path
  /// Its files, by kind; paths are from the folder.
  package private(set) var files: ProjectFolder
  /// The montages that it asks for.
  package let configs: [ConfigName]
  /// Names of configs that cannot be used.
  package let nameProblems: [ConfigProblem]
  /// Folders in it that cannot be read.
  package let problems: [ScanProblem]
  /// What its configs need not say.
  package let defaults: DropDefaults
  /// It has no config: the defaults ask for its only film.
  package let isImplied: Bool

  /// Looks at the folder, which may itself be a link; blocks while it reads the names.
  package init(folder: Path) throws(MontageFailure) {
    let scan: FolderScan
    do throws(SystemError) {
      scan = try FolderScan.run(folder)
    } catch {
      guard error.isMissing else { throw MontageFailure(reading: folder, error) }
      throw MontageFailure(.missing, "\(folder): there is no such folder; correct the path")
    }
    self.init(folder: folder, scan: scan)
  }

  private init(folder: Path, scan: FolderScan) {
    let found = ProjectFolder.find(in: scan.files).projects.first { $0.path.bytes.isEmpty }
    let defaults = DropDefaults.nearest(to: folder)
    let files =
      found ?? defaults.projects(among: scan.files).projects.first { $0.path.bytes.isEmpty }
    // Not only those of configs: a name that was meant to be one is worth a sentence.
    let names = scan.files.filter { $0.path.components.count == 1 }.map(\.path.name)
    self.init(
      folder: folder, files: files ?? ProjectFolder(path: Path(bytes: [])), names: names,
      problems: scan.problems, defaults: defaults)
  }

  /// A project of a drop folder as a scan found it, such as one of `DropDefaults.projects`.
  package init(
    _ found: ProjectFolder, in drop: Path, problems: [ScanProblem], defaults: DropDefaults
  ) {
    func own(_ files: [ScannedFile]) -> [ScannedFile] {
      files.compactMap { file in
        file.path.relative(to: found.path).map {
          ScannedFile(path: $0, kind: file.kind, status: file.status)
        }
      }
    }
    var files = ProjectFolder(path: Path(bytes: []))
    files.configs = own(found.configs)
    files.cutLists = own(found.cutLists)
    files.footage = own(found.footage)
    files.music = own(found.music)
    files.others = own(found.others)
    let direct = (files.configs + files.others).filter { $0.path.components.count == 1 }
    self.init(
      folder: drop.joining(found.path), files: files, names: direct.map(\.path.name),
      problems: problems.compactMap { problem in
        problem.path.relative(to: found.path).map { ScanProblem(path: $0, error: problem.error) }
      }, defaults: defaults)
  }

  /// A project whose files are known already; `names` are those directly in the folder.
  init(
    folder: Path, files: ProjectFolder, names: [[UInt8]], problems: [ScanProblem] = [],
    defaults: DropDefaults = .none
  ) {
    self.folder = folder
    self.files = files
    self.problems = problems
    self.defaults = defaults
    let found = ConfigNames(among: names)
    nameProblems = found.problems
    isImplied =
      found.configs.isEmpty && found.problems.isEmpty && defaults.config.isAutomatic
      && files.songs.count == 1 && !files.footage.isEmpty
    let asking =
      isImplied ? defaults.path.map { ConfigName(file: $0.name, montage: "montage") } : nil
    configs = asking.map { [$0] } ?? found.configs
  }

  /// What one of its configs asks for, over the defaults; blocks while it reads the file.
  package func config(_ name: ConfigName) throws(MontageFailure) -> MontageConfig {
    if let failure = defaults.failure { throw failure }
    guard !isImplied else { return defaults.config }
    let file = Path.display(name.file)
    let bytes = try Self.configBytes(folder.joining(name.file), named: file)
    do throws(ConfigError) {
      return try MontageConfig(
        file: file, bytes: bytes, defaults: defaults.config, styles: styles)
    } catch {
      throw MontageFailure(.configuration, error.description)
    }
  }

  /// The styles that its configs can name; blocks while it reads those beside them.
  package var styles: StyleShelf { defaults.styles.under(folder) }

  /// Which file to correct where a config's value is wrong: the defaults, unless the config says something else.
  func origin<Value: Equatable>(
    of value: (MontageConfig) -> Value, in config: MontageConfig, _ name: ConfigName
  ) -> ConfigName {
    let asked = value(config)
    guard let path = defaults.path, asked == value(defaults.config), asked != value(MontageConfig())
    else { return name }
    return ConfigName(file: path.name, montage: name.montage)
  }

  /// The bytes of a config, read within bounds.
  static func configBytes(_ path: Path, named file: String) throws(MontageFailure) -> [UInt8] {
    do throws(SystemError) {
      return try path.contents(limit: longestConfig)
    } catch {
      throw MontageFailure(.configuration, "\(file): \(error.readingSentence)")
    }
  }

  /// Bytes; a config is a page of text.
  package static let longestConfig = 256 * 1024

  /// Fails when nothing in the folder asks for a film.
  package func requireConfigs() throws(MontageFailure) {
    guard configs.isEmpty, nameProblems.isEmpty else { return }
    if let failure = defaults.failure { throw failure }
    throw MontageFailure(
      .missing, "\(folder): there is no montage.yaml; create one, it may be empty")
  }

  /// What keeps configs from being used, by the names of the films that they would have made.
  package var nameFailures: [(name: String, failure: MontageFailure)] {
    nameProblems.map { problem in
      (Self.montage(of: problem.file), MontageFailure(.configuration, problem.description))
    }
  }

  private static func montage(of file: String) -> String {
    let bare = file.lowercased().hasSuffix(".txt") ? String(file.dropLast(4)) : file
    return ConfigNames(among: [Array(bare.utf8)]).configs.first?.montage ?? "montage"
  }
}

extension Project {
  /// Whether a file holds a style, by its name.
  package static func isStyle(_ file: Path) -> Bool { StyleShelf.mayBeStyle(file) }

  /// The same project without some of its footage, by the path from its folder.
  package func leavingOut(_ isLeftOut: (Path) -> Bool) -> Project {
    var rest = self
    rest.files.footage.removeAll { isLeftOut($0.path) }
    return rest
  }
}

extension Project {
  /// The beats that somebody wrote down beside the song.
  func writtenBeats(for song: ScannedFile) throws(MontageFailure) -> WrittenBeats? {
    let place = song.path.parent ?? Path(bytes: [])
    let beside = files.others.map(\.path).filter { ($0.parent ?? Path(bytes: [])) == place }
    return try WrittenBeats(
      for: song.path.name, among: beside.map(\.name), in: folder.joining(place))
  }

  /// Of files that are neither footage nor song, those that may change films: beats of a song, tables of colours, styles.
  package func changingFilms(among others: [ScannedFile]) -> [ScannedFile] {
    WrittenBeats.files(among: others, for: files.music + files.footage)
      + others.filter { LookChoice.mayBeTable($0.path) || StyleShelf.mayBeStyle($0.path) }
  }
}
