// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Linux
internal import Pipeline
internal import Settings

/// How the daemon was called: `montaged [--config FILE] [FOLDER...]`.
struct Call {
  private(set) var wish = Wish.run
  private var file: String?
  private var folders: [String] = []

  enum Wish { case run, help, version }

  static let usage = """
    usage: montaged [--config FILE] [FOLDER...]

    Watches the drop folders that FILE names, \(DaemonConfig.defaultFile) unless told otherwise, or the FOLDERs given.
    """

  init(_ arguments: some Sequence<String>) throws(UsageError) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": wish = .help
      case "--version": wish = .version
      case "--config":
        guard let value = rest.popFirst() else {
          throw UsageError("--config needs a file; usage: montaged [--config FILE] [FOLDER...]")
        }
        file = value
      case "--":
        folders += rest
        rest = []
      case let option where option.hasPrefix("-"):
        throw UsageError(
          "there is no option \(option); usage: montaged [--config FILE] [FOLDER...]")
      default: folders.append(argument)
      }
    }
  }

  /// Reads the configuration; folders of the command line stand in place of its own.
  func config() throws(MontageFailure) -> DaemonConfig {
    var config = DaemonConfig()
    if let file {
      config = try Self.read(file)
    } else if folders.isEmpty {
      config = try Self.read(DaemonConfig.defaultFile)
    }
    if !folders.isEmpty { config.folders = folders.map(Self.absolute) }
    guard !config.folders.isEmpty else {
      throw MontageFailure(
        .configuration,
        "\(file ?? DaemonConfig.defaultFile): there is no drop folder to watch; "
          + "write for example folders: [/srv/montage]")
    }
    return config
  }

  private static func read(_ file: String) throws(MontageFailure) -> DaemonConfig {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try Path(file).contents(limit: longestConfig)
    } catch {
      throw MontageFailure(
        .configuration,
        error.isMissing
          ? "\(file): there is no such file; create it, or name the drop folders: montaged FOLDER"
          : "\(file): cannot be read (\(error.reason)); let the service read it")
    }
    do throws(ConfigError) {
      return try DaemonConfig(file: file, bytes: bytes)
    } catch {
      throw MontageFailure(.configuration, error.description)
    }
  }

  /// The ledger knows folders by their paths, from wherever the daemon is started.
  private static func absolute(_ folder: String) -> String {
    folder.hasPrefix("/") ? folder : FileManager.default.currentDirectoryPath + "/" + folder
  }

  /// Bytes.
  private static let longestConfig = 256 * 1024
}

/// The command line makes no sense.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
