// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline
internal import Watching
internal import Workers

/// Measures one clip, whatever comes of it.
struct ClipLook: Sendable {
  let folder: Path
  let step: Agenda.ClipStep
  let workshop: Workshop

  struct Outcome: Sendable {
    var state: ClipBook.State
    var duration: Duration
  }

  func run() async -> Outcome {
    let start = ContinuousClock.now
    let measuring = Measuring(
      store: workshop.store, pool: workshop.pool,
      urgency: step.isAwaited ? .awaitedAnalysis : .analysis)
    let known = await measuring.look(at: step.file, in: folder, isCoarse: step.isCoarse)
    return Outcome(
      state: known.map(ClipBook.State.init) ?? .unseen, duration: start.duration(to: .now))
  }
}

extension Agenda.ClipStep {
  /// The higher, the sooner.
  var urgency: Int { isCoarse ? 2 : isAwaited ? 1 : 0 }
}
