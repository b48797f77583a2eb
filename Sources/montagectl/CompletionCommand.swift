// SPDX-License-Identifier: GPL-3.0-or-later

internal import Pipeline

/// The command `montagectl completion bash | zsh | fish`.
struct CompletionCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() throws {
    guard let shell = Completion(rawValue: call.operands[0].exact) else {
      throw UsageError("usage: montagectl completion \(call.command.synopsis)")
    }
    output.say(shell.text)
  }
}
