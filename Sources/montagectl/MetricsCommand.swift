// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Status

/// The command `montagectl metrics`.
struct MetricsCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let daemon = RunningDaemon()
    guard case .status(let status) = try await daemon.ask(.status),
      case .cache(let cache) = try await daemon.ask(.cache)
    else { throw daemon.misunderstanding }
    let metrics = Metrics(status, cache: cache)
    // Its last line has its end already.
    output.say(String(metrics.text.dropLast()))
    try output.document(metrics.families)
  }
}
