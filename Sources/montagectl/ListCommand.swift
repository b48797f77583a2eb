// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Status

/// The command `montagectl list [FOLDER]`.
struct ListCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let daemon = RunningDaemon()
    let folder = call.operands.first
    let request = ControlRequest.list(folder: try folder.map(RunningDaemon.name))
    guard case .files(let files) = try await daemon.ask(request, about: folder) else {
      throw daemon.misunderstanding
    }
    for file in files {
      let reason = file.reason.map { "\t" + Output.shown($0) } ?? ""
      output.say("\(file.state.rawValue)\t\(Output.shown(file.path))\(reason)")
    }
    try output.document(files)
  }
}
