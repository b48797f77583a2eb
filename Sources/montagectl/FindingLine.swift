// SPDX-License-Identifier: GPL-3.0-or-later

internal import Pipeline

extension Output {
  /// One thing that was looked at, in a line.
  func say(_ finding: Checkup.Finding) {
    let mark = finding.state == .ok ? "ok     " : finding.state.rawValue
    let remedy = finding.remedy.map { "; " + $0 } ?? ""
    say("\(mark)  \(finding.name): \(finding.detail)\(remedy)")
  }
}

/// One thing that was looked at, in a document.
struct FindingDocument: Encodable {
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
