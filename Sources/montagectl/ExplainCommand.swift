// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Status

/// The command `montagectl explain PATH`.
struct ExplainCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let daemon = RunningDaemon()
    let path = call.operands[0]
    let request = ControlRequest.explain(path: try RunningDaemon.name(of: path))
    guard case .explanation(let told) = try await daemon.ask(request, about: path) else {
      throw daemon.misunderstanding
    }
    let age = told.since > 0 ? ", for \(Age(since: told.since, now: Age.now))" : ""
    output.say("\(Output.shown(told.path)): \(told.kind), \(told.state)\(age)")
    output.say("  \(Output.shown(told.reason))")
    if let remedy = told.remedy { output.say("  \(Output.shown(remedy))") }
    try output.document(told)
  }
}
