// SPDX-License-Identifier: GPL-3.0-or-later

internal import Pipeline

/// The text of `montagectl help`.
enum Help {
  static let version = Version.text

  static var text: String {
    let commands = Command.allCases.map { command in
      let call = "  montagectl \(command.rawValue) \(command.synopsis)"
      return "\(call)\n      \(command.summary)"
    }
    return """
      montagectl makes beat-synchronised montages from folders of footage.

      \(commands.joined(separator: "\n"))

      --json prints one JSON document; --no-cache measures and encodes everything anew.
      From metrics on, commands ask the daemon, montaged; cache and forget do when it runs; the others work without it.
      """
  }
}
