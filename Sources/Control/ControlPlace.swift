// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
package import Linux

/// Where the daemon's socket is.
package enum ControlPlace {
  /// The same answer for the daemon and for who wants to talk to it, as far as they run for the same user.
  package static func path(environment: [String: String]) -> Path {
    path(
      environment: environment, isRoot: geteuid() == 0,
      hasSystemFolder: (try? FileStatus.read(system, followingLinks: true))?.kind == .directory)
  }

  static func path(environment: [String: String], isRoot: Bool, hasSystemFolder: Bool) -> Path {
    if let chosen = environment["MONTAGED_CONTROL_SOCKET"], !chosen.isEmpty { return Path(chosen) }
    // Only the daemon has it; systemd separates several folders by colons.
    if let own = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first, own.hasPrefix("/") {
      return Path(String(own)).joining(name)
    }
    if !isRoot, !hasSystemFolder, let user = environment["XDG_RUNTIME_DIR"], user.hasPrefix("/") {
      return Path(user).joining("montaged").joining(name)
    }
    return system.joining(name)
  }

  private static let system: Path = "/run/montaged"
  private static let name = Interface.name
}
