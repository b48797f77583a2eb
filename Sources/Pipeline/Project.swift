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
  package let configs: ConfigNames
  /// Folders in it that cannot be read.
  package let problems: [ScanProblem]

  /// Looks at the folder, which may itself be a link; blocks while it reads the names.
  package init(folder: Path) throws(MontageFailure) {
    let scan: FolderScan
    do throws(SystemError) {
      scan = try FolderScan.run(folder)
    } catch {
      let kind: MontageFailure.Kind = error.isMissing ? .missing : .input
      throw MontageFailure(
        kind, "\(folder): cannot be read (\(error)); check the path and the permissions")
    }
    self.init(folder: folder, scan: scan)
  }

  private init(folder: Path, scan: FolderScan) {
    let found = ProjectFolder.find(in: scan.files).projects.first { $0.path.bytes.isEmpty }
    self.init(
      folder: folder, files: found ?? ProjectFolder(path: Path(bytes: [])), problems: scan.problems)
  }

  /// A project whose files are known already.
  package init(folder: Path, files: ProjectFolder, problems: [ScanProblem] = []) {
    self.folder = folder
    self.files = files
    self.problems = problems
    configs = ConfigNames(among: files.configs.map(\.path.name))
  }

  /// The configs, or why there is nothing to make.
  package func requireConfigs() throws(MontageFailure) -> [ConfigName] {
    if let problem = configs.problems.first {
      throw MontageFailure(.configuration, problem.description)
    }
    guard !configs.configs.isEmpty else {
      throw MontageFailure(
        .missing, "\(folder): there is no montage.yaml; create one, it may be empty")
    }
    return configs.configs
  }
}
