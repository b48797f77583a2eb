// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Linux
internal import Pipeline
internal import Settings

/// The command `montagectl enroll PATH`.
struct EnrollCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() throws {
    let root = Path(call.value(of: "root") ?? "/")
    let config = call.value(of: "config") ?? DaemonConfig.defaultFile
    let enrolment = try Enrolment(
      of: Path(try RunningDaemon.name(of: call.operands[0])), below: root, config: Path(config))
    for finding in enrolment.findings { output.say(finding) }
    enrolment.files.forEach(say)
    let isWritten = call.has("write") && enrolment.isClear
    if isWritten { try enrolment.write() }
    sayNext(enrolment, isWritten: isWritten)
    try output.document(Document(enrolment, isWritten: isWritten))
    if call.has("write"), !enrolment.isClear {
      let names = enrolment.files.filter { $0.state == .paste }.map(\.path.display)
      output.complain(
        "\(names.joined(separator: ", ")): not written, nor anything else; "
          + "put in the lines above yourself, then call enroll again")
      throw Reported(.configuration)
    }
  }

  /// A new file as a whole, of a changed one the lines that are new.
  private func say(_ file: Enrolment.PlannedFile) {
    output.say("\n\(file.path): \(Self.words(for: file.state))")
    guard file.state != .present else { return }
    for line in file.shown { output.say(line.isEmpty ? "" : "    " + line) }
  }

  private static func words(for state: Enrolment.PlannedFile.State) -> String {
    switch state {
    case .new: "a new file"
    case .changed: "gets"
    case .present: "says so already"
    case .paste: "is written in a way of its own; put in yourself"
    }
  }

  private func sayNext(_ enrolment: Enrolment, isWritten: Bool) {
    let next = enrolment.nextCommands
    guard !next.isEmpty else { return output.say("\nnothing is left to do") }
    guard enrolment.isClear else { return }
    if isWritten {
      output.say("\nwritten; now: " + next.joined(separator: "; "))
    } else {
      output.say("\nnothing is written yet; add --write, as root, to write it")
    }
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var path: String
    var owner: String
    var group: String
    /// Octal digits, such as `2775`.
    var mode: String
    var mount: String
    var checks: [FindingDocument]
    var files: [File]
    /// Nothing was found that keeps films from being made there.
    var ok: Bool
    var written: Bool
    /// Commands that are to follow.
    var next: [String]

    struct File: Encodable {
      var path: String
      var state: String
      var content: String
    }

    init(_ enrolment: Enrolment, isWritten: Bool) {
      let folder = enrolment.folder
      path = folder.path.exact
      owner = folder.userName ?? String(folder.user)
      group = folder.groupName ?? String(folder.group)
      mode = enrolment.mode
      mount = folder.mountPoint.exact
      let findings = enrolment.findings
      checks = findings.map(FindingDocument.init)
      files = enrolment.files.map {
        File(
          path: $0.path.exact, state: $0.state.rawValue,
          content: String(decoding: $0.content, as: UTF8.self))
      }
      ok = !findings.contains { $0.state == .problem }
      written = isWritten
      next = enrolment.nextCommands
    }
  }
}
