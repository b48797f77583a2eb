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
      let daemon = Daemon(folder: absolute(folder), workshop: workshop, logger: logger)
      try await withStopSignals { try await daemon.run() }
      logger.notice("stopped")
    } catch {
      let failure = MontageFailure(wrapping: error)
      complain(failure.sentence)
      exit(failure.kind == .missing ? EX_NOINPUT : EX_TEMPFAIL)
    }
  }

  /// The ledger knows projects by their paths, from wherever the daemon is started.
  private static func absolute(_ folder: String) -> Path {
    let path = Path(folder)
    return path.isAbsolute ? path : Path(FileManager.default.currentDirectoryPath).joining(path)
  }

  private static func complain(_ text: String) {
    let line = Array("montaged: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}
