// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Tells a worker that hangs from one that is only slow, by looks at its process.
struct StallRule: Sendable {
  private let patience: Patience
  private var last: (status: ProcessStatus, time: Duration)?
  /// How long it was seen halted, waiting without a tick, and runnable.
  private var halted = Duration.zero
  private var stuck = Duration.zero
  private var runnable = Duration.zero
  private var runnableFrom = Duration.zero

  init(_ patience: Patience) { self.patience = patience }

  enum Verdict: Hashable, Sendable {
    case healthy
    /// Somebody else halted it: its work can be done by another.
    case lost
    /// It waits for something that does not come.
    case stalled
    /// It wants to compute, and the rest of the machine does not let it.
    case starved
  }

  /// What is borne how long.
  struct Patience: Sendable {
    var halted = Duration.seconds(10)
    var stuck = Duration.seconds(120)
    var starving = Duration.seconds(30)
    /// Longest time between two looks that counts: the machine may have slept, or this process.
    var gap = Duration.seconds(5)
  }

  /// Takes one look; a worker that we halted ourselves is not looked at but `forget`.
  mutating func observe(_ status: ProcessStatus, at now: Duration) -> Verdict {
    defer { last = (status, now) }
    guard let last else {
      runnableFrom = status.processorTime
      return .healthy
    }
    let elapsed = min(now - last.time, patience.gap)
    let hasMoved = status.processorTime > last.status.processorTime
    let isSame = status.state == last.status.state
    halted = isSame && status.state == .halted ? halted + elapsed : .zero
    stuck = isSame && status.state == .waiting && !hasMoved ? stuck + elapsed : .zero
    if status.state == .runnable {
      runnable += elapsed
    } else {
      countAnew(from: status)
    }
    if halted >= patience.halted { return .lost }
    if stuck >= patience.stuck { return .stalled }
    return isStarved(status) ? .starved : .healthy
  }

  /// What was seen before no longer counts.
  mutating func forget() { self = StallRule(patience) }

  /// Less than a twentieth of one processor, for long enough to say so.
  private mutating func isStarved(_ status: ProcessStatus) -> Bool {
    guard runnable >= patience.starving else { return false }
    let got = status.processorTime - runnableFrom
    let fair = runnable / 20
    countAnew(from: status)
    return got < fair
  }

  private mutating func countAnew(from status: ProcessStatus) {
    runnable = .zero
    runnableFrom = status.processorTime
  }
}
