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
    /// Nil when it was cancelled.
    var state: ClipBook.State?
    var duration: Duration
  }

  func run() async -> Outcome {
    let start = ContinuousClock.now
    let measuring = Measuring(
      store: workshop.store, pool: workshop.pool,
      urgency: step.isAwaited ? .awaitedAnalysis : .analysis)
    let known = await measuring.look(at: step.file, in: folder, isCoarse: step.isCoarse)
    var state = known.map(ClipBook.State.init)
    if state == .unseen {
      // Until the folder is looked at again, another try would come to the same.
      state = .waiting(until: .now + Self.pause, "changed while it was measured")
    }
    return Outcome(state: state, duration: start.duration(to: .now))
  }

  /// In ms: longer than a look at the folder takes.
  private static let pause: Int64 = 15_000
}

extension Agenda.ClipStep {
  /// The higher, the sooner.
  var urgency: Int { isCoarse ? 2 : isAwaited ? 1 : 0 }
}
