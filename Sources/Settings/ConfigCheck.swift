// SPDX-License-Identifier: GPL-3.0-or-later

/// What a configuration file is for, judged by its name alone.
package enum ConfigCheck: Hashable, Sendable {
  case montage
  /// Of a drop folder.
  case defaults
  case style
  /// Of the service.
  case service

  /// A file of any other name is taken for the service's, which an administrator may call what he likes.
  package init(name: [UInt8]) {
    let names = ConfigNames(among: [name])
    self =
      if ConfigNames.isDefaults(name) {
        .defaults
      } else if StyleShelf.style(ofFile: String(decoding: name, as: UTF8.self)) != nil {
        .style
      } else {
        names.configs.isEmpty && names.problems.isEmpty ? .service : .montage
      }
  }

  /// Everything wrong with a file of this kind and with its name; a montage's config lies over `defaults`.
  package func problems(
    in bytes: [UInt8], named name: [UInt8], file: String, defaults: MontageConfig = MontageConfig(),
    styles: StyleShelf = .shipped
  ) -> [ConfigProblem] {
    var problems: [ConfigProblem] = []
    if self == .montage { problems = ConfigNames(among: [name]).problems }
    do throws(ConfigError) {
      switch self {
      case .montage:
        _ = try MontageConfig(
          file: file, bytes: bytes, defaults: defaults, styles: styles)
      case .defaults:
        _ = try MontageConfig(defaultsFile: file, bytes: bytes, styles: styles)
      case .style: _ = try StyleFile(name: file, file: file, bytes: bytes)
      case .service: _ = try DaemonConfig(file: file, bytes: bytes)
      }
    } catch {
      problems += error.problems
    }
    return problems
  }
}
