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
    let wish = try wish()
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let project = try Project(folder: call.operands[0])
    let line = ProgressLine(isShown: !output.isJSON)
    defer { line.clear() }
    let maker = MontageMaker(workshop, progress: line.listener)
    let outcome = try await maker.makeAll(of: project, wish)
    line.clear()
    for result in outcome.made { say(result) }
    for failed in outcome.failed { output.complain(failed.failure, of: failed.name) }
    try output.document(Document(outcome))
    try await workshop.tidy(telling: output)
    if let worst = outcome.failed.first?.failure { throw Reported(worst.kind) }
  }

  private func wish() throws(UsageError) -> MontageMaker.Wish {
    let name = call.value(of: "path") ?? RenderPath.any.rawValue
    guard let path = RenderPath(rawValue: name) else {
      throw UsageError("--path is any, copy or encode, not \(Output.shown(name))")
    }
    return MontageMaker.Wish(isDraft: call.has("draft"), path: path)
  }

  private func say(_ result: MontageResult) {
    for file in result.draft.rejected {
      output.complain("\(Output.shown(file.source)): \(file.reason)")
    }
    output.say(result.summary)
    for note in result.notes { output.say(note) }
    for file in result.draft.leftOut {
      output.say("not used: \(Output.shown(file.source)): \(file.reason)")
    }
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
    var beat_error_ms: Nullable<BeatError>
    var seconds: Double
    var sound: Nullable<Sound>
    var notes: [String]
    var unused: [PlanCommand.Unused]

    init(_ result: MontageResult) {
      let timeline = result.draft.plan.timeline
      name = result.name
      output = result.output.exact
      frames = result.frames
      fps = timeline.frameRate.value
      duration = timeline.duration.seconds
      cuts = timeline.cuts.count
      copied_frames = result.copiedFrames
      encoded_frames = result.encodedFrames
      beat_error_ms = Nullable(result.draft.plan.beatError)
      seconds = result.seconds
      notes = result.notes
      sound = Nullable(result.sound.map { Sound($0, isReused: result.isSoundReused) })
      unused = result.draft.unused.map(PlanCommand.Unused.init)
    }
  }
}

/// What is heard of a film.
private struct Sound: Encodable {
  var loudness_lufs: Nullable<Double>
  var true_peak_dbtp: Nullable<Double>
  var gain_db: Double
  var limited_db: Double
  var reused: Bool

  init(_ level: SoundLevel, isReused: Bool) {
    loudness_lufs = Nullable(level.loudness)
    true_peak_dbtp = Nullable(level.truePeak)
    gain_db = level.gain
    limited_db = level.reduction
    reused = isReused
  }
}

/// A failure that was told already; only its exit status is left.
struct Reported: Error {
  let kind: MontageFailure.Kind

  init(_ kind: MontageFailure.Kind) { self.kind = kind }
}

extension Output {
  /// Why a montage failed; its name leads unless a sentence begins with the config's, which holds it.
  func complain(_ failure: MontageFailure, of name: String) {
    for line in failure.sentence.split(separator: "\n") {
      complain(line.hasPrefix(name) ? String(line) : "\(name): \(line)")
    }
  }
}
