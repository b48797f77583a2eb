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
    let path = Path(call.operands[0])
    let film = Path(call.operands[1])
    let list = try CutList(json: try Self.read(path), name: path.display)
    let line = ProgressLine(isShown: !output.isJSON)
    let answer = try await Joining(workshop, progress: line.listener)
      .join(list, in: path.parent ?? Path("."), to: film)
    line.clear()
    output.say("\(film): \(answer.frames) frames, \(answer.encodedFrames) of them encoded")
    try output.document(
      Document(
        output: film.display, frames: answer.frames, copied_frames: answer.copiedFrames,
        encoded_frames: answer.encodedFrames))
  }

  private static func read(_ path: Path) throws(MontageFailure) -> [UInt8] {
    do throws(SystemError) {
      return try path.contents(limit: longestList)
    } catch {
      throw MontageFailure(
        error.isMissing ? .missing : .input, "\(path): cannot be read (\(error)); correct the path")
    }
  }

  /// Bytes; some hundred thousand clips.
  private static let longestList = 32 << 20

  /// The document of `--json`.
  private struct Document: Encodable {
    var output: String
    var frames: Int
    var copied_frames: Int
    var encoded_frames: Int
  }
}
