// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux

/// The commands that change what the daemon does: `retry`, `cancel`, `run-now`, `pause`, `resume`.
struct ChangeCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let daemon = RunningDaemon()
    let answer = try await daemon.ask(try request(), about: call.operands.first)
    guard case .done(let count, let message) = answer else { throw daemon.misunderstanding }
    output.say(Output.shown(message))
    try output.document(Document(count: count, message: message))
  }

  private func request() throws -> ControlRequest {
    let path = try call.operands.first.map(RunningDaemon.name)
    switch call.command {
    case .retry: return .retry(path: path ?? "/")
    case .cancel: return .cancel(path: path ?? "/")
    case .runNow: return .runNow(path: path ?? "/")
    case .resume: return .resume(folder: path)
    default:
      return .pause(
        ControlRequest.Pause(
          folder: path, isImmediate: call.has("now"), seconds: try pauseLength()?.seconds))
    }
  }

  private func pauseLength() throws(UsageError) -> PauseLength? {
    guard !(call.has("now") && call.has("soft")) else {
      throw UsageError("--now halts what runs, --soft lets it finish: choose one")
    }
    guard let text = call.value(of: "for") else { return nil }
    guard let length = PauseLength(text) else {
      throw UsageError(
        "--for \(Output.shown(text)) is no time; write a number with s, m, h or d, such as --for 2h"
      )
    }
    return length
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var count: Int
    var message: String
  }
}
