// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline

/// The command `montagectl hooks FOLDER`.
struct HooksCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  /// Reads the journal's records from standard input, and runs the hooks for each event, one after the other.
  func run() async throws {
    let folder = call.operands[0]
    let limit = try limit()
    let records = try LineReader(FileDescriptor(owning: 0), limit: Self.longestRecord)
    for try await line in records {
      guard let event = HookEvent(line) else { continue }
      for hook in try hooks(in: folder) {
        if let complaint = await hook.run(for: event, limit: limit) { output.complain(complaint) }
        try Task.checkCancellation()
      }
    }
  }

  /// Looked for each time, so that a new one needs no restart.
  private func hooks(in folder: Path) throws(MontageFailure) -> [Hook] {
    do throws(SystemError) {
      return try Hook.all(in: folder)
    } catch {
      throw MontageFailure(reading: folder, error)
    }
  }

  private func limit() throws(UsageError) -> Duration {
    guard let text = call.value(of: "for") else { return Self.usualLimit }
    guard let seconds = Int(text), (1...3600).contains(seconds) else {
      throw UsageError("--for is a number of seconds from 1 to 3600, not \(Output.shown(text))")
    }
    return .seconds(seconds)
  }

  /// Long enough to copy a film over a network.
  private static let usualLimit = Duration.seconds(300)
  /// Bytes; the journal itself cuts fields far below that.
  private static let longestRecord = 1 << 20
}
