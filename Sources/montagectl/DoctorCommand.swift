// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Linux
internal import Pipeline

/// The command `montagectl doctor [--config FILE]`.
struct DoctorCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let checkup = await Checkup.read(
      configFile: call.value(of: "config").map { Path($0) },
      environment: ProcessInfo.processInfo.environment)
    let findings = checkup.findings
    for finding in findings { output.say(finding) }
    let isFit = !findings.contains { $0.state == .problem }
    try output.document(Document(checks: findings.map(FindingDocument.init), ok: isFit))
    if !isFit { throw Reported(.fault) }
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var checks: [FindingDocument]
    /// Nothing is a problem; warnings do not count.
    var ok: Bool
  }
}
