// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline

/// The command `montagectl join CUTS.json OUTPUT`.
struct JoinCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let path = call.operands[0]
    let film = call.operands[1]
    let list = try CutList(reading: path)
    let line = ProgressLine(isShown: !output.isJSON)
    defer { line.clear() }
    let answer = try await Joining(workshop, progress: line.listener)
      .join(list, in: path.parent ?? Path("."), to: film)
    line.clear()
    output.say("\(film): \(answer.frames) frames, \(answer.encodedFrames) of them encoded")
    try output.document(
      Document(
        output: film.exact, frames: answer.frames, copied_frames: answer.copiedFrames,
        encoded_frames: answer.encodedFrames))
    try await workshop.tidy(telling: output)
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var output: String
    var frames: Int
    var copied_frames: Int
    var encoded_frames: Int
  }
}
