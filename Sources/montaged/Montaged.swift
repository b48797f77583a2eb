// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Glibc
internal import Linux
internal import Logging
internal import Pipeline
internal import Systemd

/// The daemon: watches a drop folder and makes the films that its projects ask for.
@main
struct Montaged {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 1, let folder = arguments.first, !folder.hasPrefix("-") else {
      complain("usage: montaged FOLDER")
      exit(EX_USAGE)
    }
    let logger = Logger(StandardErrorSink(hasPrefix: isatty(STDERR_FILENO) == 0))
    do {
      let workshop = try Workshop(
        StorePlaces(environment: ProcessInfo.processInfo.environment))
      let daemon = Daemon(folder: Path(folder), workshop: workshop, logger: logger)
      try await withStopSignals { try await daemon.run() }
      logger.notice("stopped")
    } catch {
      complain(MontageFailure(wrapping: error).sentence)
      exit(EX_TEMPFAIL)
    }
  }

  private static func complain(_ text: String) {
    let line = Array("montaged: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}
