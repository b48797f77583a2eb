// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Daemon
internal import FoundationEssentials
internal import Glibc
internal import Linux
internal import Logging
internal import Pipeline
internal import Resources
internal import Settings
internal import Systemd

/// The daemon: watches drop folders and makes the films that their projects ask for.
@main
struct Montaged {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    Allocator.returnMemoryEarly()
    do {
      let call = try Call(CommandLine.arguments.dropFirst())
      switch call.wish {
      case .version: print("montaged \(Version.text)")
      case .help: print(Call.usage)
      case .run: try await run(call)
      }
    } catch let error as UsageError {
      complain(error.description)
      exit(EX_USAGE)
    } catch {
      let failure = MontageFailure(wrapping: error)
      complain(failure.sentence)
      exit(status(of: failure))
    }
  }

  private static func run(_ call: Call) async throws {
    let config = try call.config()
    let logger = Logger(sink, level: LogLevel(rawValue: config.logLevel) ?? .info)
    let environment = ProcessInfo.processInfo.environment
    var places = StorePlaces(environment: environment)
    places.take(config)
    let workshop = try Workshop(
      places, limits: GovernorLimits(config),
      sizes: CacheSizes(config),
      hardware: config.hardware)
    let lock = try workshop.store.lock()
    let daemon = Daemon(
      config: config, workshop: workshop,
      places: Daemon.Places(
        control: ControlPlace.path(environment: environment), pulse: places.state),
      logger: logger)
    try await withSignals(
      onReload: { reload(call, daemon, logger) }, body: { try await daemon.run() })
    withExtendedLifetime(lock) {}
    logger.notice("stopped")
  }

  /// A mistake in the new configuration leaves the old one in force.
  private static func reload(_ call: Call, _ daemon: Daemon, _ logger: Logger) {
    let manager = Notifier()
    manager.reloading()
    do {
      daemon.apply(try call.config())
      logger.notice("configuration read again")
      manager.ready(status: "configuration read again")
    } catch {
      let sentence = MontageFailure(wrapping: error).sentence
      logger.error("\(sentence); the old configuration stays in force")
      manager.ready(status: "the old configuration stays in force: \(sentence)")
    }
  }

  private static var sink: any LogSink {
    if JournalSink.isConnected { return JournalSink() }
    return StandardErrorSink(hasPrefix: isatty(STDERR_FILENO) == 0)
  }

  private static func status(of failure: MontageFailure) -> Int32 {
    switch failure.kind {
    case .configuration: EX_CONFIG
    case .missing: EX_NOINPUT
    case .permission: EX_NOPERM
    case .output: EX_CANTCREAT
    case .storage: EX_IOERR
    case .temporary, .cancelled: EX_TEMPFAIL
    case .input: EX_DATAERR
    case .fault: EX_SOFTWARE
    }
  }

  private static func complain(_ text: String) {
    let line = Array("montaged: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}
