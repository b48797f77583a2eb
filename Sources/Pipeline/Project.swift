// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
package import Settings
package import Watching

/// A project folder as it was when it was looked at.
package struct Project: Sendable {
  package let folder: Path
  /// Its files, by kind; paths are from the folder.
  package let files: ProjectFolder
  /// The montages that it asks for.
  package let configs: [ConfigName]
  /// Names of configs that cannot be used.
  package let nameProblems: [ConfigProblem]
  /// Folders in it that cannot be read.
  package let problems: [ScanProblem]

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
    // Not only those of configs: a name that was meant to be one is worth a sentence.
    let names = scan.files.filter { $0.path.components.count == 1 }.map(\.path.name)
    self.init(
      folder: folder, files: found ?? ProjectFolder(path: Path(bytes: [])), names: names,
      problems: scan.problems)
  }

  /// A project whose files are known already; `names` are those directly in the folder.
  init(folder: Path, files: ProjectFolder, names: [[UInt8]], problems: [ScanProblem] = []) {
    self.folder = folder
    self.files = files
    self.problems = problems
    let found = ConfigNames(among: names)
    configs = found.configs
    nameProblems = found.problems
  }

  /// Fails when nothing in the folder asks for a film.
  package func requireConfigs() throws(MontageFailure) {
    guard configs.isEmpty, nameProblems.isEmpty else { return }
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
