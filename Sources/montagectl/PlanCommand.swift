// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline
internal import Planning
internal import Settings

/// The command `montagectl plan FOLDER`.
struct PlanCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let project = try Project(folder: call.operands[0])
    try project.requireConfigs()
    let line = ProgressLine(isShown: !output.isJSON)
    defer { line.clear() }
    let maker = MontageMaker(workshop, progress: line.listener)
    var documents: [Document] = []
    var failed = project.nameFailures
    for config in project.configs {
      do throws(MontageFailure) {
        for edition in try project.editions(of: config) {
          let draft = try await maker.draft(project, config, edition)
          documents.append(Document(draft, try maker.warmth(of: draft)))
        }
      } catch {
        if error.kind == .cancelled { throw error }
        failed.append((config.montage, error))
      }
    }
    line.clear()
    documents.forEach(say)
    for failure in failed { output.complain(failure.failure, of: failure.name) }
    // One montage is what nearly every folder asks for, and its document is no list.
    if documents.count > 1 || project.configs.count + project.nameFailures.count > 1 {
      try output.document(documents)
    } else if let only = documents.first {
      try output.document(only)
    }
    if let worst = failed.first { throw Reported(worst.failure.kind) }
  }

  private func say(_ plan: Document) {
    output.say("\(plan.name): \(plan.frames) frames at \(plan.fps) fps, \(plan.clips.count) clips")
    output.say("\(plan.warmth): \(plan.warmth_reason)")
    for clip in plan.clips {
      output.say(
        "\(clip.start_frame)\t\(clip.end_frame)\t\(Output.shown(clip.source))\t\(clip.source_start.fixed(3))\t\(clip.reason)"
      )
    }
    for note in plan.notes { output.say(note) }
    for file in plan.unused {
      output.say("not used: \(Output.shown(file.source)): \(file.reason)")
    }
  }

  /// The document of `--json`.
  struct Document: Encodable {
    var name: String
    var plan_id: String
    var fps: Double
    var frames: Int
    /// The song's path in the project, and the second of it with which the film begins.
    var song: String
    var song_start: Double
    var warmth: String
    var warmth_reason: String
    var clips: [Clip]
    var transitions: [Transition]
    var unused: [Unused]
    var notes: [String]

    init(_ draft: Draft, _ warmth: Warmth) {
      let timeline = draft.plan.timeline
      name = draft.name
      plan_id = draft.plan.planID
      fps = timeline.frameRate.value
      frames = timeline.frameCount
      song = draft.songSource
      song_start = timeline.soundtrack?.start.seconds ?? 0
      self.warmth = warmth.degree.rawValue
      warmth_reason = warmth.reason
      clips = timeline.clips.map { Clip($0, of: draft) }
      transitions = timeline.transitions.map(Transition.init)
      unused = draft.unused.map(Unused.init)
      notes = draft.plan.notes
    }
  }

  /// One clip; times of the source in seconds from its first displayed frame.
  struct Clip: Encodable {
    var source: String
    var source_start: Double
    var source_end: Double
    var start_frame: Int
    var end_frame: Int
    var reason: String
    var score: Double

    init(_ clip: Media.Clip, of draft: Draft) {
      let rate = draft.plan.timeline.frameRate
      source = draft.source(of: clip)
      source_start = MediaTime(frame: clip.source.start, rate: rate).seconds
      source_end = MediaTime(frame: clip.source.end, rate: rate).seconds
      start_frame = clip.timelineStart
      end_frame = clip.timelineEnd
      reason = clip.reason
      score = clip.score
    }
  }

  /// A cut that is softened, and the frames of the film in which it is.
  struct Transition: Encodable {
    var kind: String
    var cut_frame: Int
    var start_frame: Int
    var end_frame: Int

    init(_ transition: Media.Transition) {
      kind = transition.kind.rawValue
      cut_frame = transition.cut
      start_frame = transition.start
      end_frame = transition.end
    }
  }

  /// A file that is not in the film.
  struct Unused: Encodable {
    var source: String
    var reason: String

    init(_ unused: Draft.Unused) {
      source = unused.source
      reason = unused.reason
    }
  }
}
