// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import FoundationEssentials
internal import Linux
internal import Pipeline
internal import Settings
internal import Status

/// The command `montagectl report [OUT.tar]`.
struct ReportCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let path = call.operands.first ?? Path("montaged-report-\(Age.now / 1000).tar")
    let bundle = try await ReportBundle.collect(
      configFile: call.value(of: "config").map { Path($0) })
    try write(bundle.archive, to: path)
    output.say("\(path) holds:")
    for file in bundle.files { output.say("  \(file.name): \(file.meaning)") }
    output.say(
      "names of files and folders are replaced by words like ~1a2b3c4d; look through it before you send it"
    )
    try output.document(Document(path, bundle))
  }

  /// Nothing is replaced.
  private func write(_ bytes: [UInt8], to path: Path) throws {
    do throws(SystemError) {
      var file = try OutputFile.create(in: path.parent ?? ".", permissions: 0o600)
      try file.write(bytes)
      try file.publish(as: path.name, replacing: false)
    } catch {
      guard error.alreadyExists else { throw MontageFailure(writing: path, error) }
      throw MontageFailure(.output, "\(path): is there already; name another file")
    }
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var output: String
    var files: [File]

    struct File: Encodable {
      var name: String
      var bytes: Int
    }

    init(_ path: Path, _ bundle: ReportBundle) {
      output = path.exact
      files = bundle.files.map { File(name: $0.name, bytes: $0.content.count) }
    }
  }
}
