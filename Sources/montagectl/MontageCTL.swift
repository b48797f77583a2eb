// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Linux
internal import Pipeline

/// The command line: one command, its files, one document or a few lines of text.
@main
struct MontageCTL {
  static func main() async {
    // A worker that is gone is told by its exit status, not by a signal to us.
    signal(SIGPIPE, SIG_IGN)
    let arguments = arguments
    let output = Output(isJSON: arguments.contains("--json"))
    do {
      let call = try Call(arguments)
      try await StopSignals.run { try await call.command.run(call, output) }
    } catch let usage as UsageError {
      output.complain(usage.description)
      exit(ExitCode.usage.rawValue)
    } catch let refusal as DaemonRefusal {
      output.complain(refusal.sentence)
      exit(refusal.status)
    } catch let verdict as StatusVerdict {
      exit(verdict.rawValue)
    } catch let reported as Reported {
      exit(ExitCode(reported.kind).rawValue)
    } catch {
      let failure = MontageFailure(wrapping: error)
      output.complain(failure.sentence)
      exit(ExitCode(failure.kind).rawValue)
    }
  }

  /// What follows the program's name; `CommandLine.arguments` would mend names that are not UTF-8.
  private static var arguments: [Path] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { text in
        Path(bytes: (0..<strlen(text)).map { UInt8(bitPattern: text[$0]) })
      }
    }
  }
}
