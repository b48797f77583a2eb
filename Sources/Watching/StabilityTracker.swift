// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides from one file's fingerprints over time whether somebody may still be writing it.
///
/// It has no clock: times are durations since any fixed moment, on a clock that nobody sets.
package struct StabilityTracker: Hashable, Sendable {
  private let rule: QuietRule
  private var state: State?

  package init(_ rule: QuietRule) { self.rule = rule }

  package enum Verdict: Hashable, Sendable {
    /// Look again then, or at the next hint.
    case waiting(until: Duration)
    /// Unchanged for long enough; the container's walk has the next word.
    case stable
    case vanished
  }

  /// Takes the file's fingerprint, nil when it is gone; `closed` when a writer was seen to close it since the last call.
  package mutating func observe(
    _ fingerprint: Fingerprint?, closed: Bool = false, at now: Duration
  ) -> Verdict {
    guard let fingerprint else {
      state = nil
      return .vanished
    }
    if state?.fingerprint != fingerprint {
      state = State(fingerprint: fingerprint, since: now, isClosed: closed)
    } else if closed {
      // The quiet starts anew: a copier may close a file several times.
      state = State(fingerprint: fingerprint, since: now, isClosed: true)
    }
    return verdict(at: now)
  }

  /// The file is quiet but not whole: wait a minute, then twice as long each time, up to a quarter of an hour.
  ///
  /// After a day it counts as stable all the same, because a file may look unfinished for ever.
  package mutating func findIncomplete(at now: Duration) -> Verdict {
    guard var current = state else { return .vanished }
    current.patience = min(
      current.patience.map { $0 * 2 } ?? StabilityTracker.firstPatience,
      StabilityTracker.longestPatience)
    current.retry = now + (current.patience ?? .zero)
    state = current
    return verdict(at: now)
  }

  private func verdict(at now: Duration) -> Verdict {
    guard let state else { return .vanished }
    let age = now - state.since
    let surrender = state.since + StabilityTracker.surrender
    guard now < surrender else { return .stable }
    if state.fingerprint.looksUnfinished, !rule.allowsEmpty {
      let wait = min(max(StabilityTracker.firstPatience, age), StabilityTracker.longestPatience)
      return .waiting(until: min(now + wait, surrender))
    }
    let quiet = state.isClosed ? rule.afterClosing : rule.otherwise
    let until = min(max(state.since + quiet, state.retry ?? state.since), surrender)
    return now < until ? .waiting(until: until) : .stable
  }

  private struct State: Hashable, Sendable {
    let fingerprint: Fingerprint
    /// When this fingerprint was first seen, or the file last closed.
    let since: Duration
    let isClosed: Bool
    var patience: Duration?
    var retry: Duration?
  }

  private static let firstPatience: Duration = .seconds(60)
  private static let longestPatience: Duration = .seconds(15 * 60)
  private static let surrender: Duration = .seconds(24 * 3600)
}
