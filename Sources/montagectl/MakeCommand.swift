// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline
internal import Planning
internal import Workers

/// The command `montagectl make FOLDER`.
struct MakeCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let project = try Project(folder: Path(call.operands[0]))
    let line = ProgressLine(isShown: !output.isJSON)
    let maker = MontageMaker(workshop, progress: line.listener)
    let outcome = try await maker.makeAll(of: project)
    line.clear()
    for result in outcome.made { say(result) }
    for failure in outcome.failed {
      output.complain("\(failure.name): \(failure.failure.sentence)")
    }
    try output.document(Document(outcome))
    if let worst = outcome.failed.first?.failure { throw Reported(worst.kind) }
  }

  private func say(_ result: MontageResult) {
    output.say(result.summary)
    for note in result.draft.plan.notes { output.say(note) }
    for file in result.draft.unused { output.say("not used: \(file.source): \(file.reason)") }
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var montages: [Montage]
    var failed: [Failed]

    init(_ outcome: MontageMaker.Outcome) {
      montages = outcome.made.map(Montage.init)
      failed = outcome.failed.map { Failed(name: $0.name, reason: $0.failure.sentence) }
    }
  }

  private struct Failed: Encodable {
    var name: String
    var reason: String
  }

  private struct Montage: Encodable {
    var name: String
    var output: String
    var frames: Int
    var fps: Double
    var duration: Double
    var cuts: Int
    var copied_frames: Int
    var encoded_frames: Int
    var beat_error_ms: BeatError?
    var seconds: Double

    init(_ result: MontageResult) {
      let timeline = result.draft.plan.timeline
      name = result.name
      output = result.output.display
      frames = result.frames
      fps = timeline.frameRate.value
      duration = timeline.duration.seconds
      cuts = timeline.cuts.count
      copied_frames = result.copiedFrames
      encoded_frames = result.encodedFrames
      beat_error_ms = result.draft.plan.beatError
      seconds = result.seconds
    }
  }
}

/// A failure that was told already; only its exit status is left.
struct Reported: Error {
  let kind: MontageFailure.Kind

  init(_ kind: MontageFailure.Kind) { self.kind = kind }
}
