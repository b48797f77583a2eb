// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Pipeline

/// The command `montagectl forget PATH`.
struct ForgetCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let operand = call.operands[0]
    let count: Int
    let message: String
    switch try ChosenCache() {
    case .daemon(let daemon):
      let request = ControlRequest.forget(path: try RunningDaemon.name(of: operand))
      guard case .done(let answer, let words) = try await daemon.ask(request, about: operand) else {
        throw daemon.misunderstanding
      }
      (count, message) = (answer, words)
    case .own(let places, let sizes):
      let outcome = try Forgetting(Store(places, sizes: sizes)).forget(operand)
      (count, message) = (outcome.known, outcome.sentence)
    }
    output.say(message)
    try output.document(Document(count: count, message: message))
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var count: Int
    var message: String
  }
}
