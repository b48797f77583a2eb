// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
package import Linux
package import Settings
package import Watching

/// Footage of which films will be made together, and what those are known to ask for.
package struct FootageSet: Sendable {
  /// Absolute.
  package let folder: Path
  /// Paths are from the folder.
  package let files: [ScannedFile]
  /// One for each film that is asked for; where none is, what one would get that asks for nothing.
  package let configs: [MontageConfig]

  package init(folder: Path, files: [ScannedFile], configs: [MontageConfig]) {
    self.folder = folder
    self.files = files
    self.configs = configs
  }

  /// Looks at a folder that asks for films, or at one that does not yet; blocks.
  package init(folder: Path) throws(MontageFailure) {
    let project = try Project(folder: folder)
    var configs: [MontageConfig] = []
    for name in project.configs { configs.append(try project.config(name)) }
    var files = project.files.footage
    if configs.isEmpty {
      configs = [project.defaults.config]
      do throws(SystemError) {
        files = project.defaults.projects(among: try FolderScan.run(folder).files).unclaimed
          .filter { $0.kind == .footage }
      } catch {
        throw MontageFailure(reading: folder, error)
      }
    }
    self.init(folder: folder, files: files, configs: configs)
  }

  /// Stands for all of it; equal after a restart.
  package var signature: String {
    var digest = SHA256()
    for file in files {
      digest.update(file.path.bytes)
      digest.update(Array("\0\(file.status.size) \(file.status.modified)\0".utf8))
    }
    for config in configs { digest.update(Array("\(config)\0".utf8)) }
    digest.update(Array("\(PieceMaker.encoderVersion)".utf8))
    return digest.hexadecimal()
  }
}
