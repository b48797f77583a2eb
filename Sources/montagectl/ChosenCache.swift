// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import FoundationEssentials
internal import Glibc
internal import Linux
internal import Pipeline
internal import Settings

/// Whose cache a command is about, when it names none.
enum ChosenCache {
  /// The running daemon's, which is asked.
  case daemon(RunningDaemon)
  /// One that is opened by this process.
  case own(StorePlaces, CacheSizes)

  /// What the environment names, else the daemon's if one runs, else the service's if this is its user, else the user's.
  init() throws {
    let environment = ProcessInfo.processInfo.environment
    let names = ["MONTAGED_CACHE_DIR", "MONTAGED_STATE_DIR", "CACHE_DIRECTORY", "STATE_DIRECTORY"]
    let isNamed = names.contains { environment[$0]?.isEmpty == false }
    let daemon = RunningDaemon()
    let own = ChosenCache.own(StorePlaces(environment: environment), CacheSizes())
    if isNamed {
      self = own
    } else if daemon.isThere {
      self = .daemon(daemon)
    } else {
      self = try Self.ofService() ?? own
    }
  }

  /// The service's, for its own user; nil for others, and where there is no service.
  static func ofService() throws -> ChosenCache? {
    guard let config = try? serviceConfig() else { return nil }
    let places = StorePlaces.service(config)
    guard let status = try? FileStatus.read(places.cache, followingLinks: true) else { return nil }
    if status.user == geteuid() { return .own(places, CacheSizes(config)) }
    // What root writes there the service could not open any more.
    guard geteuid() != 0 else {
      throw MontageFailure(
        .permission,
        "\(places.cache): belongs to the service; run this as its user, with sudo -u montaged")
    }
    return nil
  }

  private static func serviceConfig() throws -> DaemonConfig {
    let path = Path(DaemonConfig.defaultFile)
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try path.contents(limit: Project.longestConfig)
    } catch {
      guard error.isMissing else { throw error }
      bytes = []
    }
    return try DaemonConfig(file: path.display, bytes: bytes)
  }
}

extension RunningDaemon {
  /// Whether somebody listens at the socket.
  var isThere: Bool { (try? ControlClient(at: socket)) != nil }
}
