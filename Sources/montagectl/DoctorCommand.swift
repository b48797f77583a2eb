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
    for finding in findings {
      let mark = finding.state == .ok ? "ok     " : finding.state.rawValue
      let remedy = finding.remedy.map { "; " + $0 } ?? ""
      output.say("\(mark)  \(finding.name): \(finding.detail)\(remedy)")
    }
    let isFit = !findings.contains { $0.state == .problem }
    try output.document(Document(checks: findings.map(Document.Check.init), ok: isFit))
    if !isFit { throw Reported(.fault) }
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var checks: [Check]
    /// Nothing is a problem; warnings do not count.
    var ok: Bool

    struct Check: Encodable {
      var name: String
      var state: String
      var detail: String
      var remedy: Nullable<String>

      init(_ finding: Checkup.Finding) {
        name = finding.name
        state = finding.state.rawValue
        detail = finding.detail
        remedy = Nullable(finding.remedy)
      }
    }
  }
}
