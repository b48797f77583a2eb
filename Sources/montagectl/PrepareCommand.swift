// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline

/// The command `montagectl prepare FOLDER`.
struct PrepareCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let set = try FootageSet(folder: call.operands[0])
    let line = ProgressLine(isShown: !output.isJSON)
    defer { line.clear() }
    let preparing = Preparing(workshop, progress: line.listener)
    let rejected = try await preparing.measure(set)
    let outcome = try await preparing.prepare(set)
    line.clear()
    for sentence in rejected + outcome.failures { output.complain(sentence) }
    output.say(
      "\(outcome.wanted) frames of \(set.files.count - rejected.count) clips, "
        + "\(outcome.encoded) encoded now"
        + (outcome.withoutRoom > 0 ? ", \(outcome.withoutRoom) left out for want of room" : ""))
    try output.document(Document(set, rejected, outcome))
    try await workshop.tidy(telling: output)
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var clips: Int
    var frames: Int
    var encoded_frames: Int
    var frames_without_room: Int
    var failed: [String]

    init(_ set: FootageSet, _ rejected: [String], _ outcome: Preparing.Outcome) {
      clips = set.files.count - rejected.count
      frames = outcome.wanted
      encoded_frames = outcome.encoded
      frames_without_room = outcome.withoutRoom
      failed = rejected + outcome.failures
    }
  }
}
